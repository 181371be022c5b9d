import { Timeline } from 'antd';
import { useEffect } from 'react';
import type { HistoryEvent, QueueItem } from '../../protocol/contracts/desk.ts';
import type { AskReply } from '../../protocol/services.ts';
import { shanghai } from '../../protocol/time.ts';
import { Asking } from '../parts/asking.tsx';
import { say, sayState, sayWire } from '../say.ts';
import { type Asked, useAsk } from '../use-ask.ts';

/** The history of an item, asked anew with every version of it. */
export function useHistory(item: QueueItem): Asked<AskReply<'desk:history'>> {
  const asked = useAsk('desk:history', { id: item.id });
  const { reload } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the reason to ask again
  useEffect(reload, [item.version, reload]);
  return asked;
}

/** Who did what when, the newest on top. */
export function History({ item, of }: { item: QueueItem; of: Asked<AskReply<'desk:history'>> }) {
  return (
    <section>
      <h2>{say('console.history.title')}</h2>
      <Asking of={of}>
        {({ events }) => (
          <Timeline
            items={events.toReversed().map((event) => ({ key: event.id, content: <Line event={event} item={item} /> }))}
          />
        )}
      </Asking>
    </section>
  );
}

function Line({ event, item }: { event: HistoryEvent; item: QueueItem }) {
  const deed =
    sayWire(event.deed.text, event.deed.params) ??
    (event.state === null ? event.deed.text : sayState(item.service, event.state));
  return (
    <>
      <span className="history-line">
        <time className="figures quiet" dateTime={event.at}>
          {shanghai(event.at).format('HH:mm:ss')}
        </time>{' '}
        <strong>{event.by || say('console.history.system')}</strong> {deed}
      </span>
      {event.words && <span className="history-words">{event.words}</span>}
    </>
  );
}
