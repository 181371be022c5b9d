import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import cookies from '@fastify/cookie';
import helmet from '@fastify/helmet';
import files from '@fastify/static';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';

/** Connections that may wait to be accepted: after a power cut all boxes come at once. */
const BACKLOG = 4_096;
const ROOT = resolve(import.meta.dirname, '../../..');

/** Where the built apps lie. */
export function appFolders(config: Pick<Config, 'tvDir'>): Readonly<Record<'tv' | 'console' | 'phone', string>> {
  const built = (name: string) => join(ROOT, 'dist', name);
  return { tv: config.tvDir ?? built('tv'), console: built('console'), phone: built('phone') };
}

/**
 * Makes the HTTP server: headers, cookies, and the files of the apps. Routes are added by the caller.
 * `pictureOrigins`: where else screens may fetch pictures from, asked at every page.
 */
export async function openHttp(
  config: Config,
  log: FastifyBaseLogger,
  pictureOrigins: () => readonly string[] = () => [],
): Promise<FastifyInstance> {
  const elsewhere = () => pictureOrigins().join(' ') || "'self'";
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 20_000,
    trustProxy: 'loopback',
    // Files lie under their SHA-512: 128 digits.
    routerOptions: { maxParamLength: 200 },
    // Socket.IO keeps connections open; a stop does not wait for them.
    forceCloseConnections: true,
  });
  await app.register(cookies);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:', elsewhere],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:', elsewhere],
        upgradeInsecureRequests: null,
      },
    },
    // The center is often reached by plain http inside the cable network.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  for (const [name, root] of Object.entries(appFolders(config))) {
    if (!existsSync(root)) {
      // The apps are built before the center starts; whoever starts it by itself is told.
      const say = '画面还没有编译：请运行 npm run build / not built yet: npm run build';
      app.get(`/${name}/`, (_, reply) => reply.code(503).type('text/plain; charset=utf-8').send(say));
      continue;
    }
    await app.register(files, {
      root,
      prefix: `/${name}/`,
      decorateReply: false,
      // Built files carry a hash in their name; the rest is asked for again each time.
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          /-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
    app.get(`/${name}`, (_, reply) => reply.redirect(`/${name}/`));
  }
  // What the console's page names itself, such as its icon.
  await app.register(files, { root: join(ROOT, 'static'), prefix: '/static/', decorateReply: false });
  return app;
}

/** Starts to listen; gives the port. */
export async function listen(app: FastifyInstance, config: Pick<Config, 'host' | 'port'>): Promise<number> {
  await app.listen({ host: config.host, port: config.port, backlog: BACKLOG });
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}
