import { Alert } from 'antd';
import { say, sayRefusal } from '../../../../console/say.ts';
import { clockTime } from '../../../../protocol/time.ts';
import type { SaveState } from './autosave.ts';

/** Where the words are now, so that nobody need fear for them. */
export function SaveNote({ state }: { state: SaveState }) {
  switch (state.kind) {
    case 'waiting':
      return <Alert type="warning" showIcon title={say('broadcastStaff.save.waiting')} />;
    case 'refused':
      return (
        <Alert type="error" showIcon title={say('broadcastStaff.save.refused', { why: sayRefusal(state.refusal) })} />
      );
    default:
      return (
        <p className="quiet small save-note" role="status">
          {state.kind === 'saved'
            ? say('broadcastStaff.save.saved', { time: clockTime(state.at) })
            : say(`broadcastStaff.save.${state.kind}`)}
        </p>
      );
  }
}
