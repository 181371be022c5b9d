import { say } from '../../../console/say.ts';
import type { Times } from '../protocol.ts';
import { GOALS, goalMet, percent, timeParts } from './figures.ts';

/**
 * How fast something came, with the counts behind each share; with `goals` also whether those of telecare were met, in
 * words. They are about who picks up, not about who talks.
 */
export function TimesPanel(props: { title: string; hint: string; times: Times; goals: boolean }) {
  const { title, hint, times, goals } = props;
  return (
    <section className="panel sos-times">
      <h2>{title}</h2>
      <p className="quiet small">{hint}</p>
      <dl className="sos-counts">
        <div>
          <dt>{say('sosStaff.report.came')}</dt>
          <dd className="figures">
            {times.came}
            <small> / {times.of}</small>
          </dd>
        </div>
        <div>
          <dt>{say('sosStaff.report.median')}</dt>
          <dd className="figures">{sayTime(times.p50S)}</dd>
        </div>
        <div>
          <dt>{say('sosStaff.report.p95')}</dt>
          <dd className="figures">{sayTime(times.p95S)}</dd>
        </div>
      </dl>
      {GOALS.map((goal) => (
        <Share key={goal.seconds} times={times} goal={goal} stated={goals} />
      ))}
    </section>
  );
}

function Share({ times, goal, stated }: { times: Times; goal: (typeof GOALS)[number]; stated: boolean }) {
  const met = goalMet(times, goal);
  const words = { n: goal.seconds, goal: percent(goal.share) };
  return (
    <div className="sos-goal">
      <p>
        {say('sosStaff.report.in', { n: goal.seconds })}{' '}
        {met && (
          <strong className="figures">
            {percent(met.share)}
            <span className="quiet">
              （{met.in}/{met.of}）
            </span>
          </strong>
        )}
      </p>
      {met && (
        <div className="sos-bar" aria-hidden="true">
          <span
            className={`sos-bar-${stated ? (met.met ? 'met' : 'missed') : 'plain'}`}
            style={{ width: `${met.share * 100}%` }}
          />
          {stated && <i style={{ left: `${goal.share * 100}%` }} />}
        </div>
      )}
      {stated && (
        <p className={met && !met.met ? 'fault small' : 'quiet small'}>
          {say(met ? (met.met ? 'sosStaff.report.met' : 'sosStaff.report.missed') : 'sosStaff.report.noGoal', words)}
        </p>
      )}
    </div>
  );
}

/** Seconds in words; a dash when there is none. */
export function sayTime(seconds: number | null): string {
  if (seconds === null) return '–';
  const parts = timeParts(seconds);
  return parts.minutes > 0 ? say('sosStaff.report.minutes', parts) : say('console.span.seconds', { n: parts.seconds });
}
