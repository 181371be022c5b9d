import * as v from 'valibot';
import type { Ask } from '../../protocol/contract.ts';
import { newId } from '../../protocol/ids.ts';
import type { Reply } from '../../protocol/reply.ts';
import { CALLED_ROLES, type Role } from '../../protocol/roles.ts';
import { findAsk, isForScreens } from '../../protocol/services.ts';
import { AskEnvelope, MAX_ASK_CHARS } from '../../protocol/wire.ts';
import { type Actor, actorId } from '../actor.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Fence } from '../merchants/fence.ts';
import type { Profile } from '../profile.ts';
import { Refused, refuse } from '../refuse.ts';
import { doWork, readingOn, type WorkPlace } from '../work.ts';
import type { tokenBucket } from './limits.ts';
import { once } from './memory.ts';

/** A handler whose ask has been looked up by name: the caller has parsed the input by that ask's schema. */
export type AnyHandler = (place: never, actor: never, input: never) => Promise<unknown>;

/** Answers one ask of one actor. Never throws: whatever comes in, a Reply goes out. */
export type Answer = (actor: Actor, raw: unknown, bucket: ReturnType<typeof tokenBucket>) => Promise<Reply<unknown>>;

/** Joins the handlers of all contracts, by their names on the wire, to one answering function. */
export function openAnswer(
  place: WorkPlace,
  handlers: ReadonlyMap<string, AnyHandler>,
  { metrics, fence, profile }: { metrics: Metrics; fence: Fence; profile: Profile },
): Answer {
  async function run(actor: Actor, ask: Asked | undefined, bucket: ReturnType<typeof tokenBucket>): Promise<unknown> {
    if (!ask) throw refuse('invalid');
    const { name, key, input, spec } = ask;
    if (JSON.stringify(input)?.length > MAX_ASK_CHARS) throw refuse('invalid', 'refusal.tooLarge');
    if (!mayAsk(name, spec, actor)) throw refuse('forbidden');
    if (!spec.urgent && !bucket.take(place.clock().getTime())) throw refuse('unavailable', 'refusal.tooFast');
    const parsed = v.safeParse(spec.input, input);
    if (!parsed.success) {
      // Paths only: values may be about people.
      const where = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ');
      place.log.warn({ ask: name, where, by: actorId(actor) }, 'input not of the contract');
      throw refuse('invalid');
    }
    const handler = handlers.get(name) as
      | ((place: unknown, actor: Actor, input: unknown) => Promise<unknown>)
      | undefined;
    if (!handler) throw refuse('unavailable');
    const communityId = actor.kind === 'newcomer' ? '' : actor.communityId;
    await profile.check(name, actor);
    if (!spec.changes) {
      const reading = readingOn(place, communityId);
      return fence.within(reading.db, actor, { spec, input: parsed.output }, () =>
        handler(reading, actor, parsed.output),
      );
    }
    if (!key) throw refuse('invalid');
    const keyed = { key, asker: actorId(actor), name, input: spec.secret ? null : parsed.output };
    return doWork(place, communityId, (work) =>
      fence.within(work.tx, actor, { spec, input: parsed.output }, () =>
        once(work, keyed, () => handler(work, actor, parsed.output)),
      ),
    );
  }

  return async (actor, raw, bucket) => {
    const end = metrics.askStarted();
    const ask = readAsk(raw);
    // For logs and metrics only known names, so that nobody can fill them with junk.
    const name = ask?.name ?? 'unknown';
    const about = () => ({ request: newId(), ask: name, by: actorId(actor) });
    try {
      const value = await run(actor, ask, bucket);
      end(name, 'ok');
      if (ask?.spec.changes) place.log.info(about(), 'did what was asked');
      return { ok: true, value };
    } catch (error) {
      const { refusal } = error instanceof Refused ? error : refuse('unavailable');
      if (!(error instanceof Refused)) place.log.error({ ...about(), error }, 'an ask failed');
      else if (refusal.code === 'invalid' || refusal.code === 'forbidden') {
        place.log.warn({ ...about(), refusal: refusal.code, text: refusal.text }, 'refused an ask');
      }
      end(name, refusal.code);
      return { ok: false, refusal };
    }
  };
}

/** An ask with what the contract says about it. */
type Asked = AskEnvelope & { readonly spec: Ask };

/** Reads an ask by its envelope; undefined for what is none. */
function readAsk(raw: unknown): Asked | undefined {
  const parsed = v.safeParse(AskEnvelope, raw);
  const spec = parsed.success ? findAsk(parsed.output.name) : undefined;
  return parsed.success && spec ? { ...parsed.output, spec } : undefined;
}

/** Whether this actor may put this ask at all. */
export function mayAsk(name: string, { by, merchants }: Pick<Ask, 'by' | 'merchants'>, actor: Actor): boolean {
  if (actor.kind === 'staff' && actor.merchantId && !merchants) return false;
  if (actor.kind === 'box' && actor.place === 'public' && !isForScreens(name)) return false;
  const holds = (roles: readonly Role[]) => actor.kind === 'staff' && roles.some((role) => actor.roles.includes(role));
  if (by === 'party') return actor.kind === 'box' || actor.kind === 'relative' || holds(CALLED_ROLES);
  return typeof by === 'string' ? by === actor.kind : holds(by);
}
