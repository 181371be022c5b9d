import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { WorkPlace } from '../work.ts';
import type { Metrics } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/healthz`: 200 while the database answers. `/metrics`: for this machine, or with the bearer token. */
export function healthRoutes(
  app: FastifyInstance,
  place: WorkPlace,
  metrics: Metrics,
  token: string | undefined,
): void {
  app.get('/healthz', async (_, reply) => {
    try {
      await place.db.execute(sql`SELECT 1`);
      return { ok: true };
    } catch {
      return reply.code(503).send({ ok: false });
    }
  });

  app.get('/metrics', async (request, reply) => {
    const allowed = token ? same(request.headers.authorization ?? '', `Bearer ${token}`) : LOOPBACK.has(request.ip);
    if (!allowed) return reply.code(403).send();
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** Compares in constant time, so that the time of an answer does not tell how much was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
