import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';
import { followStatements, KeyStatement, type Verify } from '../protocol.ts';

type TrustKit = Pick<Kit, 'store' | 'link' | 'clock' | 'identity' | 'config'>;

const Kept = v.object({ statement: KeyStatement, since: v.number() });

/** Junk under ever other keys makes a box ask for the chain so often within so many ms, and then no more. */
const ASKS = 3;
const WITHIN_MS = 10_000;

/**
 * The keys that this box believes. The first statement is taken when the box is enrolled, from then on only what
 * follows from it; a root that the box was delivered with comes before all. Forgotten with the household.
 */
export class Trust {
  readonly #kit: TrustKit;
  #kept: v.InferOutput<typeof Kept> | undefined;
  #asking: Promise<boolean> | undefined;
  #answeredAt: readonly number[] = [];

  constructor(kit: TrustKit) {
    this.#kit = kit;
    this.#kept = kit.store.read('broadcast.keys', Kept);
  }

  /** What is believed; undefined until the center has said it once. */
  get keys(): KeyStatement | undefined {
    const kept = this.#believed;
    return kept && { ...kept, root: this.#pin ?? kept.root };
  }

  /** A time that has certainly come, ms: by the statement itself, unless the clock said less when it was taken. */
  get since(): number {
    return this.#kept?.since ?? 0;
  }

  /** Whether a message under this key can be judged with what the box has. */
  knows(key: string): boolean {
    const kept = this.#believed;
    return kept !== undefined && (kept.drill === key || kept.issuing.includes(key));
  }

  /** Asks the center for what follows; false when it did not answer. `anew`: there is something, by its own word. */
  async follow(verify: Verify, anew: boolean = false): Promise<boolean> {
    // What is on its way may have left before there was something new.
    if (anew) await this.#asking;
    else if (!this.#asking && this.#tired) return true;
    this.#asking ??= this.#ask(verify).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  get #tired(): boolean {
    return this.#answeredAt.filter((at) => Date.now() - at < WITHIN_MS).length >= ASKS;
  }

  async #ask(verify: Verify): Promise<boolean> {
    const { link, store, clock, identity } = this.#kit;
    const before = this.#believed;
    const reply = await link.ask('broadcast:trust', { serial: before?.serial ?? 0 });
    if (!reply.ok) return reply.refusal.code !== 'unavailable';
    this.#answeredAt = [...this.#answeredAt, Date.now()].slice(-ASKS);
    const next = followStatements(before, reply.value.statements, verify, this.#pin);
    if (next && next !== before && next.community === identity.place()?.community) {
      const at = Date.parse(next.at) || 0;
      this.#kept = { statement: next, since: Math.max(this.since, Math.min(at, clock.now())) };
      store.write('broadcast.keys', this.#kept);
    }
    return true;
  }

  get #pin(): string | undefined {
    return this.#kit.config.appSettings.trust.root || undefined;
  }

  /** What is kept, unless it names another root than a pin that the box has got since. */
  get #believed(): KeyStatement | undefined {
    const kept = this.#kept?.statement;
    return kept?.root && this.#pin && kept.root !== this.#pin ? undefined : kept;
  }
}
