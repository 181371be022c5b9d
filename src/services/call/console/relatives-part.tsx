import { QrcodeOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { calls, useCalls } from '../../../console/call/calls.ts';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import { allowed } from '../../../console/service.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { RelativeView } from '../../../protocol/contracts/relatives.ts';
import { CALLED_ROLES } from '../../../protocol/roles.ts';
import { InviteDialog } from './invite-dialog.tsx';

/** The family's phones: who holds one, who was invited, and an end to either. */
export function RelativesPart({ householdId }: { householdId: string }) {
  const asked = useAsk('relatives:ofHousehold', { householdId }, ['relatives:changed']);
  const [inviting, setInviting] = useState(false);
  return (
    <section>
      <div className="row apart">
        <h2>{say('callStaff.relatives')}</h2>
        <Button icon={<QrcodeOutlined />} onClick={() => setInviting(true)}>
          {say('callStaff.invite')}
        </Button>
      </div>
      <Asking of={asked}>
        {({ relatives }) =>
          relatives.length === 0 ? (
            <Nothing words={say('callStaff.noRelatives')} />
          ) : (
            <ul className="call-list">
              {relatives.map((relative) => (
                <Row key={relative.id} relative={relative} />
              ))}
            </ul>
          )
        }
      </Asking>
      {inviting && <InviteDialog householdId={householdId} onBack={() => setInviting(false)} />}
    </section>
  );
}

function Row({ relative }: { relative: RelativeView }) {
  const revoke = useDeed('relatives:revokeFor');
  const { current } = useCalls();
  const me = useMe();
  const { id, name, relation, state, online, lastSeenAt } = relative;
  const open = state === 'active' || state === 'waiting';
  const who = `${say(`callStaff.relation.${relation}`)} ${name}`.trim();
  const mayCall = online && allowed(me.staff.roles, CALLED_ROLES);
  return (
    <li>
      <span>
        <strong>{who}</strong>{' '}
        <Tag color={online ? 'green' : undefined}>{say(online ? 'callStaff.online' : `callStaff.state.${state}`)}</Tag>
        {lastSeenAt && !online && (
          <span className="quiet small">
            {say('callStaff.lastSeen')} <Stamp at={lastSeenAt} />
          </span>
        )}
      </span>
      <span className="row">
        {mayCall && (
          <Button
            size="small"
            disabled={current !== undefined}
            onClick={() => {
              const party = { kind: 'relative' as const, id };
              calls.dial(party, { face: { party, name: who, picture: relation } });
            }}
          >
            {say('callStaff.video')}
          </Button>
        )}
        {open && (
          <Popconfirm
            title={say('callStaff.revokeAsk', { who })}
            okText={say('callStaff.revoke')}
            cancelText={say('console.do.back')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void revoke.run({ relativeId: id })}
          >
            <Button size="small" danger loading={revoke.busy}>
              {say('callStaff.revoke')}
            </Button>
          </Popconfirm>
        )}
      </span>
    </li>
  );
}
