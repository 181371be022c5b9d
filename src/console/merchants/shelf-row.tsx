import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { type CatalogueId, serviceNumber } from '../../protocol/catalogue.ts';
import { say, sayService } from '../say.ts';
import { type DraftShelf, isAlwaysOn } from './draft.ts';

type Step = -1 | 1;

/** One shelf of the televisions' home page: its services in order, each with its switch. */
export function ShelfRow(props: {
  shelf: DraftShelf;
  first: boolean;
  last: boolean;
  mayEdit: boolean;
  onToggle(id: CatalogueId): void;
  onMove(id: CatalogueId, by: Step): void;
  onMoveShelf(by: Step): void;
}) {
  const { shelf, on, off } = props.shelf;
  const name = say(`app.shelf.${shelf}`);
  return (
    <section className="panel profile-shelf" aria-label={name}>
      <h2>
        <span className="profile-sign">{name}</span>
        {props.mayEdit && on.length > 0 && (
          <Arrows
            up={props.first ? undefined : say('merchants.profile.shelfUp', { shelf: name })}
            down={props.last ? undefined : say('merchants.profile.shelfDown', { shelf: name })}
            onMove={props.onMoveShelf}
          />
        )}
      </h2>
      <ol>
        {[...on, ...off].map((id) => {
          const service = sayService(id);
          const at = on.indexOf(id);
          return (
            <li key={id} className={at < 0 ? 'profile-off' : undefined}>
              <span className="figures quiet">{serviceNumber(id)}</span>
              <span className="profile-name">{service}</span>
              {isAlwaysOn(id) && <span className="quiet">{say('merchants.profile.always')}</span>}
              {props.mayEdit && at >= 0 && (
                <Arrows
                  up={at === 0 ? undefined : say('merchants.profile.up', { service })}
                  down={at === on.length - 1 ? undefined : say('merchants.profile.down', { service })}
                  onMove={(by) => props.onMove(id, by)}
                />
              )}
              <Switch
                aria-label={service}
                checked={at >= 0}
                disabled={!props.mayEdit || isAlwaysOn(id)}
                checkedChildren={say('merchants.profile.on')}
                unCheckedChildren={say('merchants.profile.off')}
                onChange={() => props.onToggle(id)}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Up and down; where there is no further, the button keeps its place and does nothing. */
function Arrows(props: { up: string | undefined; down: string | undefined; onMove(by: Step): void }) {
  const { up, down, onMove } = props;
  return (
    <span>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        disabled={!up}
        aria-label={up}
        title={up}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={!down}
        aria-label={down}
        title={down}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
