import { say } from '../../../console/say.ts';
import type { Times } from '../protocol.ts';
import { GOALS, goalMet, percent, timeParts } from './figures.ts';

/** How fast something came, and whether the goals were met, in words and with the counts behind them. */
export function TimesPanel({ title, hint, times }: { title: string; hint: string; times: Times }) {
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
        <Goal key={goal.seconds} times={times} goal={goal} />
      ))}
    </section>
  );
}

function Goal({ times, goal }: { times: Times; goal: (typeof GOALS)[number] }) {
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
          <span className={met.met ? 'sos-bar-met' : 'sos-bar-missed'} style={{ width: `${met.share * 100}%` }} />
          <i style={{ left: `${goal.share * 100}%` }} />
        </div>
      )}
      <p className={met && !met.met ? 'fault small' : 'quiet small'}>
        {say(met ? (met.met ? 'sosStaff.report.met' : 'sosStaff.report.missed') : 'sosStaff.report.noGoal', words)}
      </p>
    </div>
  );
}

/** Seconds in words; a dash when there is none. */
export function sayTime(seconds: number | null): string {
  if (seconds === null) return '–';
  const parts = timeParts(seconds);
  return parts.minutes > 0 ? say('sosStaff.report.minutes', parts) : say('console.span.seconds', { n: parts.seconds });
}
