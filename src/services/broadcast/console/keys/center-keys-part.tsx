import { CloudServerOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm } from 'antd';
import { Stamp } from '../../../../console/parts/moment.tsx';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { KeyState } from '../../protocol.ts';
import { Fingerprint } from './fingerprint-view.tsx';

/** The keys that lie at the center: the two that boxes have pinned, and the one for drills. */
export function CenterKeysPart(props: { state: KeyState; isAdmin: boolean; onDone(next: KeyState): void }) {
  const { state } = props;
  const rotate = useDeed('broadcast:rotateKeys');
  const lines = [
    ['first', state.issuing[0]],
    ['second', state.issuing[1]],
    ['drill', state.drill],
  ] as const;
  return (
    <section className="panel" aria-label={say('broadcastStaff.center.title')}>
      <h2>
        <CloudServerOutlined /> {say('broadcastStaff.center.title')}
      </h2>
      <p>{say('broadcastStaff.center.what')}</p>
      {state.missing.length > 0 && (
        <Alert type="error" showIcon title={say('broadcastStaff.center.missing', { n: state.missing.length })} />
      )}
      <table className="places">
        <tbody>
          {lines.map(([name, key]) => (
            <tr key={name}>
              <th scope="row">{say(`broadcastStaff.center.${name}`)}</th>
              <td>
                <Fingerprint of={key} />
              </td>
              <td className={state.missing.includes(key) ? 'fault' : 'quiet'}>
                {say(state.missing.includes(key) ? 'broadcastStaff.center.isMissing' : 'broadcastStaff.center.isHere')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">
        {say('broadcastStaff.center.rotatedAt', { serial: state.serial })} <Stamp at={state.rotatedAt} />
        {state.revoked.length > 0 && ` · ${say('broadcastStaff.center.revoked', { n: state.revoked.length })}`}
      </p>
      {props.isAdmin && (
        <Popconfirm
          title={say('broadcastStaff.center.rotateAsk')}
          description={<span className="confirm-words">{say('broadcastStaff.center.rotateMeans')}</span>}
          okText={say('broadcastStaff.center.rotate')}
          cancelText={say('console.do.back')}
          okButtonProps={{ danger: true }}
          onConfirm={() => void rotate.run({}).then((next) => next && props.onDone(next))}
        >
          <Button loading={rotate.busy}>{say('broadcastStaff.center.rotate')}…</Button>
        </Popconfirm>
      )}
    </section>
  );
}
