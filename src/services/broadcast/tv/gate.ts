import * as v from 'valibot';
import type { FeedItem } from '../../../tv/feed.ts';
import type { Kit } from '../../../tv/kit.ts';
import type { OddMessage } from '../../../tv/sift.ts';
import { judge, type Reason, SignedMessage, type Verdict, type Verify } from '../protocol.ts';
import type { Believed } from './believed.ts';
import type { ProofLoader } from './proof-loader.ts';
import { Refusals } from './refusals.ts';
import { remembering } from './remembering.ts';
import { Trust } from './trust.ts';

type GateKit = Pick<Kit, 'store' | 'link' | 'feed' | 'clock' | 'outbox' | 'identity' | 'config'>;
type Item = Pick<FeedItem<'broadcast:message'>, 'id' | 'scope' | 'seq' | 'body'>;

/** What is no news but may be an attack; a flood of it is not looked at. */
const ODD_MAX = 20;
/** Under a key that the box does not know, the chain is asked for so often, so far apart (ms), until the center answers. */
const TRIES = 3;
const TRY_AGAIN_MS = 3_000;
const TRIED_MAX = 100;

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/**
 * The one way in: every message is judged, in the order in which it came, and only what is believed goes on. What waits
 * lies in the feed, on the box's disk: a power cut loses nothing, and nothing is judged twice.
 */
export class Gate {
  readonly #kit: GateKit;
  readonly #believed: Believed;
  readonly #proof: ProofLoader;
  readonly #trust: Trust;
  #odd: Item[] = [];
  readonly #tries = new Map<string, number>();
  #verify: Verify | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  readonly refusals: Refusals;

  /** `calm` comes when the first screen stands: what nobody waits for is fetched then. */
  constructor(kit: GateKit, believed: Believed, proof: ProofLoader, calm: Promise<void>) {
    this.#kit = kit;
    this.#believed = believed;
    this.#proof = proof;
    this.#trust = new Trust(kit);
    this.refusals = new Refusals(kit);
    kit.feed.on('broadcast:message', () => void this.run());
    kit.feed.odd.on((odd) => this.#notice(odd));
    kit.link.on('broadcast:keys', () => void calm.then(() => this.#follow()));
    kit.link.changed.on((state) => {
      if (state !== 'online') return;
      void this.run();
      // A key may have been revoked while the box was off.
      void calm.then(() => this.#follow());
    });
    void calm.then(() => this.#proof.load());
    // What a power cut has left.
    void this.run();
  }

  /** Judges all that waits; resolves when nothing is left but what the center still owes a chain for. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#judgeAll();
    return this.#running;
  }

  async #judgeAll(): Promise<void> {
    // Not before `run` has noted that it runs; and what comes in the moment in which it ends starts it anew.
    await Promise.resolve();
    try {
      while (this.#again) {
        this.#again = false;
        await this.#judgeBatch(this.#waiting());
      }
    } finally {
      this.#running = undefined;
    }
  }

  async #judgeBatch(waiting: readonly Item[]): Promise<void> {
    if (waiting.length === 0) return;
    this.#verify ??= remembering((await this.#proof.load(true)).verify);
    const blocked = new Set<string>();
    for (const item of waiting) if (!blocked.has(item.scope)) await this.#take(item, this.#verify, blocked);
    if (blocked.size > 0 && this.#kit.link.state === 'online') void pause(TRY_AGAIN_MS).then(() => this.run());
  }

  #waiting(): Item[] {
    const news = this.#kit.feed.kept('broadcast:message').filter((item) => !this.#believed.wasJudged(item));
    this.#odd = this.#odd.filter((item) => !this.#believed.wasJudged(item));
    return [...news, ...this.#odd];
  }

  /** One that comes under an unknown key keeps its scope waiting while the center still owes the chain. */
  async #take(item: Item, verify: Verify, blocked: Set<string>): Promise<void> {
    if (this.#believed.wasJudged(item)) return;
    if (!(await this.#knowsKey(item, verify))) {
      blocked.add(item.scope);
      return;
    }
    const verdict = this.#judge(item, verify);
    try {
      if (verdict.ok) this.#believed.take(verdict, item);
      else this.#refuse(item, verdict.reason);
    } catch (error) {
      // A screen that stumbles over one must not keep the next ones out.
      setTimeout(() => {
        throw error;
      });
    }
    // Keys of the remote come in between.
    await pause(0);
  }

  async #knowsKey({ body: { key } }: Item, verify: Verify): Promise<boolean> {
    if (this.#trust.knows(key) || (await this.#trust.follow(verify))) return this.#kit.identity.place() !== undefined;
    const tries = (this.#tries.get(key) ?? 0) + (this.#kit.link.state === 'online' ? 1 : 0);
    if (this.#tries.size >= TRIED_MAX) this.#tries.clear();
    this.#tries.set(key, tries);
    return tries >= TRIES && this.#kit.identity.place() !== undefined;
  }

  #judge({ body, scope, seq }: Item, verify: Verify): Verdict {
    const believed = this.#believed;
    const keys = this.#trust.keys;
    if (!keys) return { ok: false, reason: 'unknown-key' };
    const witness = {
      keys,
      scopes: this.#kit.identity.place()?.scopes ?? [],
      community: keys.community,
      now: this.#kit.clock.now(),
      notBefore: Math.max(believed.floor, this.#trust.since),
      lastSequence: (of: string) => believed.lastSequence(of),
      known: (id: string) => believed.knows(id),
    };
    const verdict = judge({ message: body, scope, seq }, witness, verify);
    if (!verdict.ok) return verdict;
    // A drill may end and replace drills only.
    const { envelope, content } = verdict;
    const drill = content ? content.drill : envelope.type === 'stop' && envelope.drill;
    const aims = content ? content.replaces : envelope.type === 'stop' ? [envelope.warning] : [];
    const misses = aims.some((id) => drill && believed.find(id)?.drill === false);
    return misses ? { ok: false, reason: 'drill-key' } : verdict;
  }

  #refuse(item: Item, reason: Reason): void {
    this.refusals.tell({ messageId: item.id, reason, key: item.body.key, text: item.body.text });
    this.#believed.pass(item);
  }

  /** It is no news; but whoever sends it may be trying something, and a twin of what was refused may be the real one. */
  #notice({ why, message }: OddMessage): void {
    if (message.name !== 'broadcast:message') return;
    const { id, scope, seq } = message;
    const body = v.safeParse(SignedMessage, message.body);
    if (why === 'unreadable' || !body.success) {
      const text = JSON.stringify(message.body) ?? '';
      this.refusals.tell({ messageId: id, reason: 'malformed', key: '', text });
      return;
    }
    if (this.#odd.length >= ODD_MAX || this.#believed.wasJudged(message)) return;
    this.#odd.push({ id, scope, seq, body: body.output });
    void this.run();
  }

  async #follow(): Promise<void> {
    this.#verify ??= remembering((await this.#proof.load()).verify);
    await this.#trust.follow(this.#verify, true);
    void this.run();
  }
}
