import pino, { type BaseLogger, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

/** What the center's parts need of a log; pino and fastify's loggers both fit. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * An error as the log may keep it: where it happened and the code of its cause, but no values. A failed query carries
 * its parameters, and PostgreSQL's detail the row, which are about people.
 */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const failedQuery = 'query' in error && 'params' in error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    message: failedQuery ? `failed query: ${String(error.query)}` : error.message,
    code: 'code' in error ? error.code : undefined,
    cause: error.cause === undefined ? undefined : withoutValues(error.cause),
    stack: frames.join('\n'),
  };
}

/** The center's log: one JSON line each, on standard output or to `destination`. */
export function openLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      serializers: { err: withoutValues, error: withoutValues },
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
    ...(destination ? [destination] : []),
  );
}
