import { Button, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { PastCall, Rest } from '../protocol.ts';

const MOST_SHOWN = 8;

/** Quiet hours, set at the household's wish. */
export function RestPart({ householdId }: { householdId: string }) {
  const asked = useAsk('call:ofHousehold', { householdId }, ['consents:changed', 'relatives:changed']);
  const setRest = useDeed('call:setRestFor');
  const [range, setRange] = useState<readonly [Dayjs, Dayjs]>([dayjs('22:00', 'HH:mm'), dayjs('07:00', 'HH:mm')]);
  const save = async (rest: Rest | null) => {
    const book = await setRest.run({ householdId, rest });
    if (book) asked.patch(() => book);
  };
  const [from, to] = range;
  return (
    <section>
      <h2>{say('callStaff.rest')}</h2>
      <Asking of={asked}>
        {({ rest }) =>
          rest ? (
            <p className="row apart">
              <span>{say('callStaff.restWords', rest)}</span>
              <Button size="small" loading={setRest.busy} onClick={() => void save(null)}>
                {say('callStaff.restEnd')}
              </Button>
            </p>
          ) : (
            <p className="row">
              <span className="quiet">{say('callStaff.noRest')}</span>
              <TimePicker.RangePicker
                size="small"
                format="HH:mm"
                order={false}
                allowClear={false}
                value={[from, to]}
                onChange={(picked) => picked?.[0] && picked[1] && setRange([picked[0], picked[1]])}
              />
              <Button
                size="small"
                loading={setRest.busy}
                onClick={() => void save({ from: from.format('HH:mm'), to: to.format('HH:mm') })}
              >
                {say('callStaff.restSet')}
              </Button>
            </p>
          )
        }
      </Asking>
    </section>
  );
}

/** The household's last calls. */
export function PastPart({ householdId }: { householdId: string }) {
  const asked = useAsk('call:historyOf', { householdId });
  return (
    <section>
      <h2>{say('callStaff.past')}</h2>
      <Asking of={asked}>
        {({ calls }) =>
          calls.length === 0 ? (
            <Nothing words={say('callStaff.noPast')} />
          ) : (
            <ul className="call-list">
              {calls.slice(0, MOST_SHOWN).map((one) => (
                <Past key={one.id} one={one} />
              ))}
            </ul>
          )
        }
      </Asking>
    </section>
  );
}

function Past({ one }: { one: PastCall }) {
  return (
    <li>
      <span>
        <span className="quiet">{say(one.ours ? 'callStaff.past.ours' : 'callStaff.past.theirs')}</span>{' '}
        <strong>{one.with.name}</strong>{' '}
        <span className="quiet small">
          <Stamp at={one.at} />
        </span>
      </span>
      <span className="figures">
        {one.talkedMs === null ? say(`console.call.ended.${one.outcome}`) : countUp(one.talkedMs)}
      </span>
    </li>
  );
}
