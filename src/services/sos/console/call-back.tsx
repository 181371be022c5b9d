import { Button, Input } from 'antd';
import { useState } from 'react';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { useNow } from '../../../console/use-now.ts';

/** After a cancel somebody calls all the same, and says what came of it. Who is not reached is in need until found well. */
export function CallBack({ alarmId, dueAt, onDone }: { alarmId: string; dueAt: string | null; onDone(): void }) {
  const callBack = useDeed('sos:callBack');
  const [words, setWords] = useState('');
  const now = useNow();
  const left = dueAt === null ? 0 : Date.parse(dueAt) - now;
  const finish = (outcome: 'well' | 'not-reached') => void callBack.run({ alarmId, outcome, words }).then(onDone);
  return (
    <>
      <p className="sos-ask">
        {say('sosStaff.callBack.how')}{' '}
        {dueAt !== null && (
          <strong className={left < 0 ? 'fault figures' : 'figures'}>
            {say(left < 0 ? 'sosStaff.callBack.over' : 'sosStaff.callBack.left', { clock: countUp(Math.abs(left)) })}
          </strong>
        )}
      </p>
      <Input
        value={words}
        maxLength={500}
        placeholder={say('sosStaff.callBack.words')}
        aria-label={say('sosStaff.callBack.words')}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button className="sos-primary" type="primary" block loading={callBack.busy} onClick={() => finish('well')}>
        {say('sosStaff.callBack.well')}
      </Button>
      <Button danger block disabled={callBack.busy} onClick={() => finish('not-reached')}>
        {say('sosStaff.callBack.notReached')}
      </Button>
    </>
  );
}
