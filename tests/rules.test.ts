import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOfTree } from './tree.ts';

/** A rule that is not enforced is not a rule: each is broken once, on purpose, and must be noticed. */
let tree: ReturnType<typeof copyOfTree>;
beforeAll(() => {
  tree = copyOfTree();
});
afterAll(() => tree.remove());

function run(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: tree.root, encoding: 'utf8' });
  return stdout + stderr;
}

/** Writes `text` to `path` for as long as `look` runs. */
function planted(path: string, text: string, look: () => string): string {
  const file = join(tree.root, path);
  writeFileSync(file, text);
  try {
    return look();
  } finally {
    rmSync(file);
  }
}

const types = (room: string) => () => run('tsc', '-b', `src/${room}`);
const lint =
  (...paths: string[]) =>
  () =>
    run('biome', 'lint', '--vcs-enabled=false', ...paths);

test('nothing is planted: rooms and imports are in order', () => {
  expect(types('protocol')()).toBe('');
  expect(lint('src/services')()).not.toMatch(/noRestrictedImports|noImportCycles/);
});

describe('R1 a room imports its own files and protocol/, nothing else', () => {
  test.each([
    ['tv', "export { readConfig } from '../center/config.ts';"],
    ['console', "export { readConfig } from '../center/config.ts';"],
    ['phone', "export { link } from '../console/link.ts';"],
    ['media', "export { link } from '../console/link.ts';"],
    ['center', "export { Link } from '../tv/link.ts';"],
    ['protocol', "export { refuse } from '../center/refuse.ts';"],
    ['phone', "export { Link } from '../tv/link.ts';"],
    ['media', "export { Link } from '../tv/link.ts';"],
    ['center', "export { stopStream } from '../media/stop-stream.ts';"],
  ])('%s', (room, text) => {
    expect(planted(`src/${room}/planted.ts`, text, types(room))).toMatch(/planted\.ts.*error TS6307|error TS6307/);
  });
});

describe('R2 the TV has no Node, the center no DOM, the protocol neither', () => {
  test.each([
    ['tv', "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;"],
    ['center', 'export const planted = document.title;'],
    ['protocol', 'export const planted = window.name;'],
    ['protocol', "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;"],
  ])('%s', (room, text) => {
    expect(planted(`src/${room}/planted.ts`, text, types(room))).toMatch(/planted\.ts.*error TS/);
  });
});

describe('R3 services are strangers to each other', () => {
  test.each([
    ['src/services/meals/planted.ts', "import '../sos/protocol.ts';"],
    ['src/services/meals/center/planted.ts', "import '../../sos/protocol.ts';"],
    ['src/services/broadcast/console/write/planted.ts', "import '../../../sos/protocol.ts';"],
    ['src/services/broadcast/center/cap/planted.ts', "import '../../../sos/protocol.ts';"],
  ])('%s', (path, text) => {
    expect(planted(path, text, lint(path))).toContain('R3');
  });
});

describe("R4 only a room's services.ts knows the services", () => {
  test.each(['tv', 'center', 'console', 'phone', 'media', 'protocol'])('%s', (room) => {
    const path = `src/${room}/planted.ts`;
    expect(planted(path, "import '../services/meals/protocol.ts';", lint(path))).toContain('R4');
  });
});

test('no import cycles', () => {
  const look = () =>
    planted(
      'src/protocol/planted-b.ts',
      "export { a } from './planted-a.ts';\nexport const b = 1;",
      lint('src/protocol'),
    );
  const text = "export { b } from './planted-b.ts';\nexport const a = 1;";
  expect(planted('src/protocol/planted-a.ts', text, look)).toContain('noImportCycles');
});

test('no any', () => {
  expect(planted('src/center/planted.ts', 'export const planted: any = 1;', lint('src/center/planted.ts'))).toContain(
    'noExplicitAny',
  );
});

test('a service that a room forgot is a compile error that names the room', () => {
  expect(run(process.execPath, 'scripts/new-service.ts', 'bills')).toContain('src/services/bills');
  const services = join(tree.root, 'src/protocol/services.ts');
  const joined = run(
    'sed',
    '-e',
    "s#^import { sos }#import { bills } from '../services/bills/protocol.ts';\\nimport { sos }#",
    '-e',
    's#^export const services = {#export const services = { bills,#',
    services,
  );
  writeFileSync(services, joined);
  const said = run('tsc', '-b');
  for (const room of ['tv', 'center', 'console']) expect(said).toMatch(new RegExp(`src/${room}/services\\.ts.*error`));
  // Every room is compiled from nothing.
}, 120_000);
