import { shanghai } from '../../protocol/time.ts';
import { span } from '../queue/clocks.ts';
import { say } from '../say.ts';
import { useNow } from '../use-now.ts';

/** An instant (ISO) as date and clock in the community: '11-24 08:05'. */
export function stamp(at: string): string {
  return shanghai(at).format('MM-DD HH:mm');
}

/** How long ago an instant (ISO) was: '3 分钟前'; the exact time on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const { key, params } = span(now - Date.parse(at));
  return (
    <time dateTime={at} title={shanghai(at).format('YYYY-MM-DD HH:mm:ss')}>
      {say('console.ago', { span: say(key, params) })}
    </time>
  );
}

/** An instant (ISO) as date and clock, machine-readable too. */
export function Stamp({ at }: { at: string }) {
  return (
    <time className="figures" dateTime={at} title={shanghai(at).format('YYYY-MM-DD HH:mm:ss')}>
      {stamp(at)}
    </time>
  );
}
