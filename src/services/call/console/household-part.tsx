import { AudioOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { calls, useCalls } from '../../../console/call/calls.ts';
import type { HouseholdPartProps } from '../../../console/people/household-part.ts';
import { say } from '../../../console/say.ts';
import { allowed } from '../../../console/service.ts';
import { useMe } from '../../../console/shell/me.ts';
import type { Party } from '../../../protocol/contracts/calls.ts';
import { CALLED_ROLES } from '../../../protocol/roles.ts';
import { ConsentsPart } from './consents-part.tsx';
import { RelativesPart } from './relatives-part.tsx';
import { PastPart, RestPart } from './settings-part.tsx';
import './call.css';

/** What calls have on a household's page: call it, its family's phones, and what it has agreed to. */
export default function HouseholdPart({ household }: HouseholdPartProps) {
  const me = useMe();
  return (
    <>
      {allowed(me.staff.roles, CALLED_ROLES) && (
        <section>
          <h2>{say('callStaff.callHome')}</h2>
          <CallButtons to={{ kind: 'household', id: household.id }} name={household.label} />
        </section>
      )}
      <RelativesPart householdId={household.id} />
      <RestPart householdId={household.id} />
      <ConsentsPart householdId={household.id} />
      <PastPart householdId={household.id} />
    </>
  );
}

/** Call with picture, or by voice; not while another call is in hand. */
export function CallButtons({ to, name }: { to: Party; name: string }) {
  const { current } = useCalls();
  const dial = (picture: boolean) => calls.dial(to, { picture, face: { party: to, name, picture: '' } });
  return (
    <span className="row">
      <Button icon={<VideoCameraOutlined />} disabled={current !== undefined} onClick={() => dial(true)}>
        {say('callStaff.video')}
      </Button>
      <Button icon={<AudioOutlined />} disabled={current !== undefined} onClick={() => dial(false)}>
        {say('callStaff.voice')}
      </Button>
    </span>
  );
}
