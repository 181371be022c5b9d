import { Alert, Button, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { renderSVG } from 'uqr';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { type Invitation, RELATIONS, type Relation } from '../../../protocol/contracts/relatives.ts';

/** An invitation for somebody of the family: its QR code and its link, shown this once. */
export function InviteDialog({ householdId, onBack }: { householdId: string; onBack(): void }) {
  const invite = useDeed('relatives:inviteFor');
  const [relation, setRelation] = useState<Relation>('daughter');
  const [made, setMade] = useState<Invitation>();
  return (
    <Modal open title={say('callStaff.invite')} footer={null} onCancel={onBack} width={460}>
      {made ? (
        <Shown invitation={made} />
      ) : (
        <div className="call-invite">
          <p className="quiet">{say('callStaff.inviteHint')}</p>
          <span className="row">
            <Select<Relation>
              value={relation}
              onChange={setRelation}
              style={{ width: 160 }}
              aria-label={say('callStaff.relation')}
              options={RELATIONS.map((value) => ({ value, label: say(`callStaff.relation.${value}`) }))}
            />
            <Button
              type="primary"
              loading={invite.busy}
              onClick={() => void invite.run({ householdId, relation }).then(setMade)}
            >
              {say('callStaff.makeInvitation')}
            </Button>
          </span>
        </div>
      )}
    </Modal>
  );
}

function Shown({ invitation }: { invitation: Invitation }) {
  // Without an address of its own the center is reached by the one that this console has.
  const url = new URL(invitation.url, window.location.origin);
  const svg = `data:image/svg+xml,${encodeURIComponent(renderSVG(url.href))}`;
  return (
    <div className="call-invite">
      <img className="call-qr" src={svg} alt={say('callStaff.qr')} />
      <Typography.Text copyable={{ text: url.href }} className="call-url">
        {url.href}
      </Typography.Text>
      <p className="quiet">
        {say('callStaff.goodUntil')} <Stamp at={invitation.until} />　{say('callStaff.once')}
      </p>
      {url.protocol !== 'https:' && <Alert type="warning" showIcon title={say('callStaff.notSecure')} />}
    </div>
  );
}
