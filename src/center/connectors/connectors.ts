import type { ConnectorHealth } from '../../protocol/contracts/desk.ts';
import type { Log } from '../log.ts';

/**
 * A way to one part of the outside world, by name. `embedded` works on this machine alone; `live` reaches somebody
 * else's system. `call` is bounded by `timeoutMs`; a call that fails or takes longer turns its health to `failing`.
 */
export interface Connector<Question = never, Answer = unknown> {
  readonly name: string;
  readonly kind: 'embedded' | 'live';
  readonly timeoutMs: number;
  call(question: Question, signal: AbortSignal): Promise<Answer>;
}

/** The outside world as handlers see it. */
export interface Connectors {
  /** Asks a connector; undefined when it failed (its health and the log say why), so that callers show an old value or none. */
  ask<Question, Answer>(connector: Connector<Question, Answer>, question: Question): Promise<Answer | undefined>;
  /** What stands behind a name, to read what it has sent by itself: a stranger's message says nothing about its health. */
  behind<Question, Answer>(connector: Connector<Question, Answer>): Connector<Question, Answer>;
  /** Does somebody else's system stand behind this connector's name now? */
  isLive(connector: Connector): boolean;
  health(): ConnectorHealth[];
}

/**
 * Keeps the health of the connectors it knows from the start, so that the console lists one that was never called.
 * Handlers name a connector by its embedded default; one of `live` with the same name (and so the same questions and
 * answers) takes its place, and so does an embedded one that needs something of the center around it.
 */
export function openConnectors(
  known: readonly Connector[],
  log: Log,
  clock: () => Date,
  live: readonly Connector[] = [],
): Connectors {
  const inPlace = new Map(live.map((connector) => [connector.name, connector]));
  const health = new Map<string, ConnectorHealth>(
    [...known, ...live].map(({ name, kind }) => [name, { name, kind, state: 'unknown', detail: '', at: null }]),
  );

  const behind = <Question, Answer>(named: Connector<Question, Answer>) =>
    (inPlace.get(named.name) as Connector<Question, Answer> | undefined) ?? named;

  return {
    behind,
    async ask<Question, Answer>(named: Connector<Question, Answer>, question: Question) {
      const connector = behind(named);
      const { name, kind, timeoutMs } = connector;
      const note = (state: ConnectorHealth['state'], detail: string) =>
        health.set(name, { name, kind, state, detail, at: clock().toISOString() });
      try {
        const answer = await inTime(timeoutMs, (signal) => connector.call(question, signal));
        note('ok', '');
        return answer;
      } catch (error) {
        note('failing', error instanceof Error ? error.message : String(error));
        log.warn({ connector: name, error }, 'a connector failed');
        return undefined;
      }
    },
    isLive: ({ name }) => inPlace.get(name)?.kind === 'live',
    health: () => [...health.values()],
  };
}

/** Also for a connector that ignores its signal: the caller goes on when the time is over. */
async function inTime<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  const over = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
  return Promise.race([call(signal), over]);
}
