import { newId } from '../protocol/ids.ts';
import type { AskInput } from '../protocol/services.ts';
import type { BoxHello, Cursors, FeedMessage } from '../protocol/wire.ts';
import type { SignedStatement } from '../services/broadcast/protocol.ts';
import { Believed } from '../services/broadcast/tv/believed.ts';
import { Gate } from '../services/broadcast/tv/gate.ts';
import { ProofLoader } from '../services/broadcast/tv/proof-loader.ts';
import { Warnings } from '../services/broadcast/tv/warnings.ts';
import { Clock } from '../tv/clock.ts';
import { BUILT_IN } from '../tv/config.ts';
import { Feed } from '../tv/feed.ts';
import { Identity } from '../tv/identity.ts';
import { Link } from '../tv/link.ts';
import { Outbox } from '../tv/outbox.ts';
import { Store } from '../tv/storage.ts';
import { type MessageParts, sealed, type TestCommunity } from './signing.ts';

type Report = AskInput<'broadcast:refused'>;

/** A message as the feed carries it: valid for an hour, but for what is given. */
export function fedOf(parts: MessageParts, part: Partial<FeedMessage> = {}): FeedMessage {
  const { id, envelope } = parts;
  return {
    id,
    scope: envelope.scope,
    seq: envelope.sequence,
    name: 'broadcast:message',
    body: sealed(parts),
    at: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    ...part,
  };
}

export interface BoxOptions {
  /** What the center answers when it is asked for the chain; undefined: it does not. */
  readonly statements?: () => readonly SignedStatement[] | undefined;
  /** Scopes of the feed that the box listens in. */
  readonly scopes?: readonly string[];
  readonly pinnedRoot?: string;
}

/**
 * A box's way from the line to what it shows, without a screen, on the localStorage that there is: made a second time
 * it is the box after a restart. Times are real.
 */
export function warnedBox(community: TestCommunity, options: BoxOptions = {}) {
  const { statements = () => [community.statement()], scopes = [community.scope], pinnedRoot = '' } = options;
  const store = new Store();
  const link = new Link();
  const clock = new Clock(store);
  link.greeted.on((hello) => clock.set(hello.serverTime));
  const asked: string[] = [];
  const reports: Report[] = [];
  const receipts: string[] = [];
  link.ask = (async (name: string, input: unknown) => {
    const refusal = { code: 'unavailable', text: 'x' };
    if (link.state !== 'online') return { ok: false, refusal };
    asked.push(name);
    if (name === 'broadcast:refused') reports.push(input as Report);
    if (name === 'box:receipts') {
      receipts.push(...(input as AskInput<'box:receipts'>).items.map(({ id, step }) => `${step} ${id}`));
    }
    if (name === 'box:catchup') return { ok: true, value: { heads: community.heads(), messages: [] } };
    const serial = name === 'broadcast:trust' ? (input as { serial: number }).serial : 0;
    const chain = statements()?.filter(({ text }) => JSON.parse(text).serial > serial);
    if (name === 'broadcast:trust') return chain ? { ok: true, value: { statements: chain } } : { ok: false, refusal };
    return { ok: true, value: { stored: 0 } };
  }) as Link['ask'];
  const feed = new Feed(store, link, clock);
  const identity = new Identity(store);
  const outbox = new Outbox(store, link);
  const config = { ...BUILT_IN, appSettings: { ...BUILT_IN.appSettings, trust: { root: pinnedRoot } } };
  const kit = { store, link, clock, feed, identity, outbox, config };
  const believed = new Believed(store, clock);
  const proof = new ProofLoader(kit);
  const gate = new Gate(kit, believed, proof, Promise.resolve());
  const warnings = new Warnings(kit, believed);
  const place = { community: community.id, scopes: [...scopes] };

  /** Waits until everything that came has been judged, and what has to be said of it is on its way. */
  async function settle(): Promise<void> {
    await gate.run();
    for (let turn = 0; turn < 5; turn++) await new Promise((over) => setTimeout(over));
  }

  const box = {
    ...kit,
    believed,
    gate,
    warnings,
    asked,
    reports,
    receipts,
    /** The center greets the box, with what it missed and the numbers that there are. */
    async hello(missed: { heads?: Cursors; messages?: FeedMessage[]; serverTime?: string } = {}): Promise<void> {
      const { heads = community.heads(), messages = [], serverTime = new Date().toISOString() } = missed;
      const boxId = identity.boxId() ?? newId();
      identity.note(boxId, place);
      link.greeted.emit({ serverTime, enrolled: true, boxId, place, missed: { heads, messages } } satisfies BoxHello);
      link.state = 'online';
      link.changed.emit('online');
      await settle();
    },
    /** The line is gone. */
    dark(): void {
      link.state = 'offline';
      link.changed.emit('offline');
    },
    /** A message comes over the line. */
    async hear(...messages: FeedMessage[]): Promise<void> {
      link.fed.emit(messages);
      await settle();
    },
    async send(parts: MessageParts, part: Partial<FeedMessage> = {}): Promise<void> {
      await box.hear(fedOf(parts, part));
    },
    settle,
    onScreen: () => warnings.onScreen?.warning.headline,
    lines: () => warnings.lines.map(({ warning }) => warning.headline),
    /** Everything that this box could put before somebody's eyes. */
    all: () => [...warnings.history, ...warnings.valid, ...warnings.lines, ...warnings.notices],
    reasons: () => reports.map(({ reason }) => reason),
  };
  return box;
}
