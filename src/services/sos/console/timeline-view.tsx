import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useNow } from '../../../console/use-now.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { TimelineStep } from './timeline.ts';

/** All steps in a line: done with its time, now with a running clock, ahead, or passed over. */
export function TimelineView({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="sos-steps" aria-label={say('sosStaff.steps')}>
      {steps.map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: TimelineStep }) {
  const { name, at, took, look } = step;
  return (
    <li className={`sos-step sos-step-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
      <span className="sos-step-name">
        {look === 'done' && <CheckOutlined />}
        {look === 'skipped' && <MinusOutlined />}
        <strong>{say(`sosStaff.step.${name}`)}</strong>
      </span>
      <span className="figures">
        {at && shanghai(at).format('HH:mm:ss')}
        {took !== undefined && <span className="sos-step-took"> +{countUp(took)}</span>}
        {look === 'skipped' && say('sosStaff.skipped')}
      </span>
      {look === 'now' && at && (
        <strong className="sos-step-clock figures">
          <Running since={at} />
        </strong>
      )}
    </li>
  );
}

function Running({ since }: { since: string }) {
  return countUp(useNow() - Date.parse(since));
}
