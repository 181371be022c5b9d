import { Button, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import type { HouseholdPartProps } from '../../../console/people/household-part.ts';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { allowed } from '../../../console/service.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { useNow } from '../../../console/use-now.ts';

const USUAL_MINUTES = 10;

/** Lets a household practise the red key: for some minutes its presses are drills. For officers alone. */
export default function DrillPart({ household }: HouseholdPartProps) {
  const { staff } = useMe();
  if (!allowed(staff.roles, ['officer', 'admin'])) return null;
  return <Drill householdId={household.id} place={household.label} />;
}

function Drill({ householdId, place }: { householdId: string; place: string }) {
  const asked = useAsk('sos:drills', {});
  const start = useDeed('sos:startDrill');
  const stop = useDeed('sos:stopDrill');
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const now = useNow();
  const drill = asked.value?.drills.find((one) => one.householdId === householdId);
  const left = drill ? Date.parse(drill.until) - now : 0;
  if (drill && left > 0) {
    return (
      <section>
        <h2>{say('sosStaff.drill')}</h2>
        <p className="drill-strip">
          <span>{say('sosStaff.drill.running', { clock: countUp(left), by: drill.startedBy })}</span>
        </p>
        <Button loading={stop.busy} onClick={() => void stop.run({ householdId }).then(asked.reload)}>
          {say('sosStaff.drill.stop')}
        </Button>
      </section>
    );
  }
  return (
    <section>
      <h2>{say('sosStaff.drill')}</h2>
      <p className="quiet small">{say('sosStaff.drill.hint')}</p>
      <div className="row">
        <InputNumber<number>
          aria-label={say('sosStaff.drill.minutes')}
          min={1}
          max={60}
          precision={0}
          value={minutes}
          suffix={say('sosStaff.drill.suffix')}
          onChange={(value) => setMinutes(value ?? USUAL_MINUTES)}
        />
        <Popconfirm
          title={say('sosStaff.drill.ask', { place, n: minutes })}
          description={say('sosStaff.drill.askHint')}
          okText={say('sosStaff.drill.start')}
          cancelText={say('console.do.back')}
          onConfirm={() => void start.run({ householdId, minutes }).then(asked.reload)}
        >
          <Button loading={start.busy}>{say('sosStaff.drill.start')}</Button>
        </Popconfirm>
      </div>
    </section>
  );
}
