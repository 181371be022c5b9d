import { BellFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { countUp } from '../queue/clocks.ts';
import { go } from '../route.ts';
import { say } from '../say.ts';
import { useNow } from '../use-now.ts';
import type { Summons } from './summons.ts';
import './summons-bar.css';

/** Full width over every page: somebody has to look at this now. */
export function SummonsBar({ summons }: { summons: readonly Summons[] }) {
  const now = useNow();
  if (summons.length === 0) return null;
  return (
    <div className="summons-bar" role="alert">
      {summons.map((one) => (
        <div key={one.id} className="summons-row">
          <BellFilled />
          <strong className="summons-line">{say(one.text, one.params)}</strong>
          <span className="figures">
            {say('console.alarm.waiting', { clock: countUp(now - Date.parse(one.since)) })}
          </span>
          <Button onClick={() => go(`/${one.path}/${one.id}`)}>{say('console.alarm.look')}</Button>
        </div>
      ))}
    </div>
  );
}
