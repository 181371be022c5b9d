import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const docs = globSync(['*.md', 'src/**/*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: root }).filter(
  (f) => !f.includes('node_modules'),
);

/** Paths in running text: `src/center/app.ts`; links: [x](docs/y.png). */
const NAMED = /`((?:src|scripts|tests|bench|docs|static|\.ci)\/[\w./-]+|[\w-]+\.(?:ts|json|md|sh))`/g;
const LINKED = /\]\((?!https?:|#)([^)\s]+)\)/g;

test.each(docs)('%s names files that exist', (doc) => {
  const text = readFileSync(join(root, doc), 'utf8');
  const named = [...text.matchAll(NAMED)].map((m) => m[1] ?? '').filter((path) => path.includes('/'));
  const linked = [...text.matchAll(LINKED)].map((m) => join(dirname(doc), (m[1] ?? '').split('#')[0] ?? ''));
  expect([...named, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('there are documents to check', () => {
  expect(docs).toContain('README.md');
  expect(docs).toContain(join('src', 'ARCHITECTURE.md'));
});
