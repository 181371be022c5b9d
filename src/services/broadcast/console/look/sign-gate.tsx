import { Alert, Button } from 'antd';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import type { OwnKey } from '../keys/use-own-key.ts';

/** Says whether the own key can sign now, and where to go when it cannot. */
export function SignGate({ own }: { own: OwnKey }) {
  if (own.state === 'certified') return <p className="small sign-ready">{say('broadcastStaff.sign.ready')}</p>;
  if (own.state === 'loading') return <p className="small quiet">{say('console.state.loading')}</p>;
  return (
    <Alert
      type="error"
      showIcon
      title={say(`broadcastStaff.sign.${own.state}`)}
      action={
        <Button size="small" onClick={() => go('/broadcast/keys')}>
          {say('broadcastStaff.sign.toKeys')}
        </Button>
      }
    />
  );
}
