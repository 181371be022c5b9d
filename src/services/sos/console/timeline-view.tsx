import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { countUp } from '../../../console/queue/clocks.ts';
import { say, sayState } from '../../../console/say.ts';
import { useNow } from '../../../console/use-now.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { TimelineStep } from './timeline.ts';

/** All steps in a line: done with its time, now with a running clock, ahead, or passed over. */
export function TimelineView({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="sos-steps" aria-label={say('sosStaff.steps')}>
      {steps.map((step) => (
        <Step key={step.state} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: TimelineStep }) {
  const { state, at, took, look } = step;
  return (
    <li className={`sos-step sos-step-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
      <span className="sos-step-sign" aria-hidden="true">
        {look === 'done' && <CheckOutlined />}
        {look === 'skipped' && <MinusOutlined />}
      </span>
      <strong>{sayState('sos', state)}</strong>
      <span className="figures">
        {at ? shanghai(at).format('HH:mm:ss') : look === 'skipped' && say('sosStaff.skipped')}
      </span>
      <span className="figures sos-step-took">
        {look === 'now' && at ? <Running since={at} /> : took !== undefined && `+${countUp(took)}`}
      </span>
    </li>
  );
}

function Running({ since }: { since: string }) {
  return countUp(useNow() - Date.parse(since));
}
