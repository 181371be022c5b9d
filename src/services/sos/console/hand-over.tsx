import { HandOver } from '../../../console/parts/hand-over.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';

/** Gives the alarm to another officer, whose console rings until they look; without a look it comes back. */
export function HandOverAlarm({ alarmId, onDone }: { alarmId: string; onDone(): void }) {
  const handOver = useDeed('sos:handOver');
  const give = async (staffId: string) => {
    const done = (await handOver.run({ alarmId, staffId })) !== undefined;
    if (done) onDone();
    return done;
  };
  return (
    <HandOver
      label={say('sosStaff.handOver.open')}
      title={say('sosStaff.handOver.title')}
      hint={say('sosStaff.handOver.hint')}
      deed={say('sosStaff.handOver.do')}
      busy={handOver.busy}
      give={give}
    />
  );
}
