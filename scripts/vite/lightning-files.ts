import { cp, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What Lightning expects beside its page, named from the root of the repository. */
const BESIDE = ['static', 'settings.json', 'metadata.json'];

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/** Puts Lightning's own files beside the page: copied into a build, served from their place while developing. */
export function lightningFiles(root: string): Plugin {
  let outDir = '';
  let base = '/';
  return {
    name: 'lightning-files',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
      base = config.base;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const name = decodeURIComponent(path.startsWith(base) ? path.slice(base.length) : path.slice(1));
        if (name.includes('..') || !BESIDE.includes(name.split('/')[0] ?? '')) return next();
        readFile(join(root, name)).then(
          (body) => {
            response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
            response.end(body);
          },
          () => next(),
        );
      });
    },
    async writeBundle() {
      const hidden = (path: string) => /\/\.[^/]*$/.test(path);
      for (const name of BESIDE) {
        await cp(join(root, name), join(outDir, name), { recursive: true, filter: (path) => !hidden(path) });
      }
    },
  };
}
