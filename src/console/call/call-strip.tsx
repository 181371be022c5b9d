import { CallDeeds, CallLine } from './call-card.tsx';
import { useCalls } from './calls.ts';
import './call.css';

/** The call in hand in one line, above an opened alarm; not the call about that alarm itself (`but`), which it shows large. */
export function CallStrip({ but }: { but: string }) {
  const { current } = useCalls();
  // What is being dialled here is drawn by the alarm that dials it.
  if (!current || current.stage === 'dialling' || current.view?.subject === but) return null;
  return (
    <div className="call-strip">
      <CallLine call={current} />
      <CallDeeds call={current} />
    </div>
  );
}
