import { say } from '../../../../console/say.ts';
import type { Target } from '../../protocol.ts';
import { targetKey } from './targets.ts';
import { useReaches } from './use-reaches.ts';

/** Each place of an audience with how many boxes it has. */
export function Places({ audience }: { audience: readonly Target[] }) {
  const reaches = useReaches(audience);
  return (
    <table className="places">
      <thead>
        <tr>
          <th scope="col">{say('broadcastStaff.places.name')}</th>
          <th scope="col">{say('broadcastStaff.places.households')}</th>
          <th scope="col">{say('broadcastStaff.places.boxes')}</th>
          <th scope="col">{say('broadcastStaff.places.online')}</th>
        </tr>
      </thead>
      <tbody>
        {audience.map((target) => {
          const reach = reaches.get(targetKey(target));
          return (
            <tr key={targetKey(target)}>
              <th scope="row">{reach?.name ?? say(`broadcastStaff.audience.${target.kind}`)}</th>
              <td>{reach?.households ?? '…'}</td>
              <td>{reach?.boxes ?? '…'}</td>
              <td>{reach?.online ?? '…'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
