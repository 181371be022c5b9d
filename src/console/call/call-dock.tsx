import { CompressOutlined, DragOutlined, ExpandOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { say, sayRefusal } from '../say.ts';
import { CallCard } from './call-card.tsx';
import { calls, useCalls } from './calls.ts';
import './call.css';

const CORNERS = ['right-bottom', 'left-bottom', 'left-top', 'right-top'] as const;

/**
 * The call in hand over whatever page the officer is on, in the corner that they like. Alarms lie above it: what they
 * show of the call is their own.
 */
export function CallDock() {
  const { current } = useCalls();
  const [corner, setCorner] = useState(0);
  const [small, setSmall] = useState(false);
  useEnds();
  if (!current) return null;
  return (
    <aside className={`call-dock call-dock-${CORNERS[corner]}`} aria-label={say('console.call.inCall')}>
      <p className="call-dock-head">
        <Button
          size="small"
          type="text"
          icon={<DragOutlined />}
          onClick={() => setCorner((corner + 1) % CORNERS.length)}
        >
          {say('console.call.corner')}
        </Button>
        <Button
          size="small"
          type="text"
          icon={small ? <ExpandOutlined /> : <CompressOutlined />}
          onClick={() => setSmall(!small)}
        >
          {say(small ? 'console.call.large' : 'console.call.small')}
        </Button>
      </p>
      <CallCard call={current} small={small} />
    </aside>
  );
}

/** Says in words how a call ended that nobody here has hung up. */
function useEnds(): void {
  const { message } = App.useApp();
  useEffect(() => calls.ended.on((call) => void message.info(endWords(call), 6)), [message]);
}

function endWords(call: LiveCall): string {
  const name = call.other?.name ?? '';
  if (call.refusal) return sayRefusal(call.refusal);
  if (call.fault) return `${name} ${say(`console.call.fault.${call.fault}`)}`;
  const { view } = call;
  if (view && view.state !== 'ended') return `${name} ${say('console.call.ended.elsewhere')}`;
  return `${name} ${say(`console.call.ended.${view?.outcome ?? 'cancelled'}`)}`;
}
