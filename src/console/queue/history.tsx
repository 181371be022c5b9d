import { Timeline } from 'antd';
import { useEffect } from 'react';
import type { HistoryEvent, QueueItem } from '../../protocol/contracts/desk.ts';
import { shanghai } from '../../protocol/time.ts';
import { Asking } from '../parts/asking.tsx';
import { say, sayState, sayWire } from '../say.ts';
import { useAsk } from '../use-ask.ts';

/** Who did what when, the newest on top; asked anew with every version of the item. */
export function History({ item }: { item: QueueItem }) {
  const asked = useAsk('desk:history', { id: item.id });
  const { reload } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the reason to ask again
  useEffect(reload, [item.version, reload]);
  return (
    <section>
      <h2>{say('console.history.title')}</h2>
      <Asking of={asked}>
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
