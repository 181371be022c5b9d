import type { FeedMessage } from '../../src/protocol/wire.ts';
import { connectRawBox, feedIn, inTurns, type RawBox } from '../kit/box.ts';
import { answerParent, sharedNow } from '../kit/child.ts';

/** As src/tv/link.ts: one quick try when the line has gone, then spread over the window of the settings. */
const QUICK_TRY_MS = 1_000;
const PATIENCE_MS = 30_000;

/** A box that keeps what src/tv/feed.ts keeps: cursors against gaps, ids against doubles. */
interface Box {
  readonly secret: string;
  readonly cursors: Record<string, number>;
  readonly seen: Set<string>;
  line: RawBox | undefined;
  tries: number;
}

/** What has become of the message that all boxes wait for. */
interface Round {
  id: string;
  bytes: Buffer;
  messages: readonly FeedMessage[];
  /** Boxes that have got it and not yet taken it in. */
  heard: Box[];
  /** Boxes that have it, by the news itself and by the hello of a later connection. */
  live: number;
  missed: number;
  /** Shown a second time; and sent a second time although the box had it. */
  doubled: number;
  again: number;
  gaps: number;
  /** Other bytes than the first box got. */
  other: number;
  lastAt: number;
  /** Receipts that the center has answered, which it does after it has stored them. */
  answered: number;
  answeredAt: number;
}

let port = 0;
let boxes: Box[] = [];
let online = 0;
let lastOnlineAt = 0;
let answersAtOnce = false;
let windowMs: number | undefined;
let round = newRound();

function newRound(id = ''): Round {
  const none = { live: 0, missed: 0, doubled: 0, again: 0, gaps: 0, other: 0 };
  return { id, bytes: Buffer.alloc(0), messages: [], heard: [], ...none, lastAt: 0, answered: 0, answeredAt: 0 };
}

function hear(box: Box, payload: Buffer): void {
  if (!payload.equals(round.bytes)) {
    const messages = feedIn(payload);
    if (!messages) return;
    if (round.bytes.length > 0) round.other += 1;
    round.messages = messages;
    round.bytes = Buffer.from(payload);
  }
  if (answersAtOnce) return void take(box, round.messages, 'live');
  // What a box keeps is not the center's work: it waits until the last one has the message.
  round.heard.push(box);
  if (round.heard.length === boxes.length) {
    const at = sharedNow();
    for (const each of round.heard) take(each, round.messages, 'live');
    round.lastAt = at;
  }
}

function take(box: Box, messages: readonly FeedMessage[], way: 'live' | 'missed'): void {
  for (const { scope, seq, id } of messages) {
    const have = box.cursors[scope] ?? 0;
    if (way === 'live' && seq <= have) {
      round.again += 1;
      continue;
    }
    if (way === 'live' && seq > have + 1) round.gaps += 1;
    if (way === 'live') box.cursors[scope] = seq;
    if (box.seen.has(id)) {
      if (way === 'live') round.doubled += 1;
      else round.again += 1;
      continue;
    }
    box.seen.add(id);
    if (id !== round.id) continue;
    round[way] += 1;
    round.lastAt = sharedNow();
    if (answersAtOnce) void confirm(box, id);
  }
}

async function confirm(box: Box, id: string): Promise<void> {
  const items = [{ id, step: 'received', at: new Date().toISOString() }];
  // Before the hello there is no line to answer on; a real box keeps its receipt until then.
  const reply = (await box.line?.ask('box:receipts', { items })) as { ok: boolean } | undefined;
  if (!reply?.ok) return;
  round.answered += 1;
  round.answeredAt = sharedNow();
}

async function open(box: Box): Promise<void> {
  const { cursors } = box;
  const onClose = () => lost(box);
  box.line = await connectRawBox(port, box.secret, { cursors, onEvent: (payload) => hear(box, payload), onClose });
  box.tries = 0;
  take(box, box.line.hello.missed.messages, 'missed');
  Object.assign(cursors, box.line.hello.missed.heads);
  online += 1;
  lastOnlineAt = sharedNow();
}

function lost(box: Box): void {
  if (box.line) online -= 1;
  box.line = undefined;
  if (windowMs === undefined) return;
  const wait = Math.random() * (box.tries++ === 0 ? QUICK_TRY_MS : windowMs);
  setTimeout(() => void open(box).catch(() => lost(box)), wait);
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > end)
      throw new Error(`in vain: ${what}; ${JSON.stringify({ ...round, bytes: 0, messages: 0, heard: 0, online })}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

answerParent({
  async connect(to: { port: number; secrets: string[] }) {
    port = to.port;
    boxes = to.secrets.map((secret) => ({ secret, cursors: {}, seen: new Set(), line: undefined, tries: 0 }));
    await inTurns(boxes, 64, open);
  },
  /** From now on boxes answer a message with their receipt as soon as they have it. */
  answerAtOnce() {
    answersAtOnce = true;
  },
  /** From now on boxes come back when their line goes. */
  comeBack(within: number) {
    windowMs = within;
  },
  expect(id: string) {
    round = newRound(id);
  },
  /** When the last box had the message, and the text of it. */
  async last() {
    await until('all have the message', () => round.live + round.missed >= boxes.length);
    const { bytes, lastAt, other, doubled, gaps } = round;
    if (other + doubled + gaps > 0) throw new Error(`not as it was sent: ${JSON.stringify({ other, doubled, gaps })}`);
    return { text: bytes.toString(), at: lastAt };
  },
  /** When the center had answered the last receipt. */
  async answered() {
    await until('all receipts are answered', () => round.answered >= boxes.length);
    return round.answeredAt;
  },
  /** When the last box was back, and what had become of the message by then and a little later. */
  async back() {
    await until('all are back', () => online === boxes.length && round.live + round.missed >= boxes.length);
    const at = Math.max(lastOnlineAt, round.lastAt);
    await new Promise((done) => setTimeout(done, 1_000));
    const { live, missed, doubled, again, gaps } = round;
    return { at, live, missed, doubled, again, gaps };
  },
});
