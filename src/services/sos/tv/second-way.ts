import * as v from 'valibot';
import { type Reply, ReplyEnvelope } from '../../../protocol/reply.ts';
import { findAsk } from '../../../protocol/services.ts';
import type { AskEnvelope } from '../../../protocol/wire.ts';
import type { Kit } from '../../../tv/kit.ts';
import { SECOND_WAY } from '../protocol.ts';

const CRIES = ['sos:press', 'sos:send', 'sos:cancel'] as const;

/** How long a cry may wait for the link before it also goes the other way, and between tries, ms. */
const PATIENCE_MS = 5_000;
/** How long an answer may take, ms. */
const ANSWER_MS = 8_000;

type WayKit = Pick<Kit, 'outbox' | 'link' | 'identity'>;

/**
 * What the link does not deliver in 5 s goes to the center by plain HTTP as well, again and again, with the key that it
 * has in the outbox: whichever way is first, it is done once.
 */
export class SecondWay {
  readonly #kit: WayKit;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #trying = false;
  /** The link is silent and this way has just worked: what comes next need not wait. */
  #proven = false;

  constructor(kit: WayKit) {
    this.#kit = kit;
  }

  /** Runs once at boot: what a restart has left in the outbox is old enough already. */
  start(): void {
    this.#kit.outbox.changed.on(() => this.#plan());
    this.#plan();
  }

  /** What waits for an answer, in the order in which it was said. */
  #waiting(): { name: (typeof CRIES)[number]; key: string; input: unknown }[] {
    const { outbox } = this.#kit;
    return CRIES.flatMap((name) => outbox.pending(name).map((entry) => ({ name, ...entry })))
      .sort((one, other) => one.at - other.at)
      .map(({ name, key, input }) => ({ name, key, input }));
  }

  #plan(): void {
    if (this.#timer !== undefined || this.#trying || this.#waiting().length === 0) return;
    const after = this.#proven && this.#kit.link.state !== 'online' ? 0 : PATIENCE_MS;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#try();
    }, after);
  }

  /** One after the other: a press comes before what follows from it, as over the link. */
  async #try(): Promise<void> {
    this.#trying = true;
    for (const { key, ...cry } of this.#waiting()) {
      const reply = await this.#post({ key, ...cry });
      this.#proven = reply !== undefined;
      if (!reply) break;
      this.#kit.outbox.answered(key, reply);
    }
    this.#trying = false;
    this.#plan();
  }

  /** The center's answer; undefined for none, and for one that the link may know better. */
  async #post(cry: AskEnvelope): Promise<Reply<unknown> | undefined> {
    const { link, identity } = this.#kit;
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS));
    const answer = fetch(link.addressOf(SECOND_WAY), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${identity.secret()}` },
      body: JSON.stringify(cry),
    }).then((response) => response.json());
    try {
      const parsed = v.safeParse(ReplyEnvelope, await Promise.race([answer, late]));
      if (!parsed.success) return undefined;
      const reply = parsed.output;
      if (!reply.ok) return ['conflict', 'late', 'gone'].includes(reply.refusal.code) ? reply : undefined;
      const spec = findAsk(cry.name);
      return spec && { ok: true, value: v.parse(spec.reply, reply.value) };
    } catch {
      return undefined;
    }
  }
}
