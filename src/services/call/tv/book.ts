import type { Refusal, Reply } from '../../../protocol/reply.ts';
import type { AskName } from '../../../protocol/services.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import type { CallBook, CallContact } from '../protocol.ts';

/** What changes the book and answers with the new one. */
type BookDeed = Extract<
  AskName,
  'call:arrange' | 'call:setRest' | 'call:seen' | 'call:askNeighbour' | 'call:acceptNeighbour' | 'call:endNeighbour'
>;

/** The home's contacts, missed calls and quiet hours: kept for when there is no line, fresh as soon as there is one. */
class Book {
  current: CallBook | undefined = kit.cache.read('call:overview', {})?.value;
  refusal: Refusal | undefined;
  readonly changed = new Signal();

  /** Keeps it fresh while a page shows it; the returned function ends that. */
  watch(): () => void {
    const refresh = () => void this.refresh();
    const stops = [
      kit.link.on('call:changed', refresh),
      kit.link.on('relatives:changed', refresh),
      kit.link.on('consents:changed', refresh),
      kit.feed.on('call:missed', refresh),
      kit.calls.ended.on(refresh),
      kit.link.changed.on((state) => state === 'online' && refresh()),
    ];
    refresh();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async refresh(): Promise<void> {
    const reply = await kit.cache.ask('call:overview', {}, ({ value }) => this.#take(value));
    this.refusal = reply.ok ? undefined : reply.refusal;
    if (!reply.ok) this.changed.emit();
  }

  /** Does it, and shows why not when it is refused. */
  async run(name: BookDeed, input: Parameters<typeof kit.link.ask<BookDeed>>[1]): Promise<boolean> {
    const reply = await kit.link.ask(name, input);
    if (reply.ok) this.#take(reply.value);
    return done(reply);
  }

  find(key: string): CallContact | undefined {
    return this.current?.contacts.find((contact) => keyOf(contact) === key);
  }

  #take(value: CallBook): void {
    this.current = value;
    this.changed.emit();
  }
}

/** Says in words why something was refused; true when it was not. */
export function done(reply: Reply<unknown>): boolean {
  if (!reply.ok) showDialog({ title: t('call.tv.failed'), text: tRefusal(reply.refusal), picture: 'warning' });
  return reply.ok;
}

/** Under this name the focus finds a contact again, and consents name it: 'relative:<id>'. */
export function keyOf({ party }: Pick<CallContact, 'party'>): string {
  return party.kind === 'desk' ? 'desk' : `${party.kind}:${party.id}`;
}

export const book = new Book();
