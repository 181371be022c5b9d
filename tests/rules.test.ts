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

/** Writes files for as long as `look` runs. */
function planted(files: Readonly<Record<string, string>>, look: () => string): string {
  const paths = Object.entries(files).map(([path, text]) => {
    const file = join(tree.root, path);
    writeFileSync(file, text);
    return file;
  });
  try {
    return look();
  } finally {
    for (const file of paths) rmSync(file);
  }
}

const types =
  (...rooms: string[]) =>
  () =>
    run('tsc', '-b', ...rooms.map((room) => `src/${room}`));
const lint =
  (...paths: string[]) =>
  () =>
    run('biome', 'lint', '--vcs-enabled=false', ...paths);

test('nothing is planted: rooms and imports are in order', () => {
  expect(types('protocol')()).toBe('');
  expect(lint('src/services')()).not.toMatch(/noRestrictedImports|noImportCycles/);
});

const NODE = "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;";
/** By room: what it must not import, and what it must not know of. */
const FOREIGN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  protocol: {
    r1: "export { refuse } from '../center/refuse.ts';",
    r2dom: 'export const planted = window.name;',
    r2node: NODE,
  },
  media: { r1: "export { Link } from '../tv/link.ts';", r2: NODE },
  tv: { r1: "export { readConfig } from '../center/config.ts';", r2: NODE },
  center: {
    r1: "export { Link } from '../tv/link.ts';",
    r1media: "export { stopStream } from '../media/stop-stream.ts';",
    r2: 'export const planted = document.title;',
  },
  console: { r1: "export { readConfig } from '../center/config.ts';" },
  phone: { r1: "export { Link } from '../tv/link.ts';" },
};

describe('R1 a room imports its own files and protocol/, nothing else; R2 the TV has no Node, the center no DOM', () => {
  // One compilation for all rooms that stand beside each other; what all others stand on is broken apart from them.
  test.each([[['protocol']], [['media']], [['tv', 'center', 'console', 'phone']]])(
    '%s',
    (rooms) => {
      const files = rooms.flatMap((room) =>
        Object.entries(FOREIGN[room] ?? {}).map(([name, text]) => [`src/${room}/planted-${name}.ts`, text] as const),
      );
      const said = planted(Object.fromEntries(files), types(...rooms));
      for (const [path, text] of files) {
        const error = path.includes('-r1') ? 'error TS6307' : 'error TS';
        expect(said, text).toMatch(new RegExp(`${path.replaceAll('/', '.')}.*${error}`));
      }
      // Compilers have the machine to themselves in no run but a lucky one.
    },
    120_000,
  );
});

describe('R3 services are strangers to each other', () => {
  test.each([
    ['src/services/meals/planted.ts', "import '../sos/protocol.ts';"],
    ['src/services/meals/center/planted.ts', "import '../../sos/protocol.ts';"],
    ['src/services/broadcast/console/write/planted.ts', "import '../../../sos/protocol.ts';"],
    ['src/services/broadcast/center/cap/planted.ts', "import '../../../sos/protocol.ts';"],
  ])('%s', (path, text) => {
    expect(planted({ [path]: text }, lint(path))).toContain('R3');
  });
});

describe("R4 only a room's services.ts knows the services", () => {
  test.each(['tv', 'center', 'console', 'phone', 'media', 'protocol'])('%s', (room) => {
    const path = `src/${room}/planted.ts`;
    expect(planted({ [path]: "import '../services/meals/protocol.ts';" }, lint(path))).toContain('R4');
  });
});

test('no import cycles', () => {
  const circle = {
    'src/protocol/planted-a.ts': "export { b } from './planted-b.ts';\nexport const a = 1;",
    'src/protocol/planted-b.ts': "export { a } from './planted-a.ts';\nexport const b = 1;",
  };
  expect(planted(circle, lint('src/protocol'))).toContain('noImportCycles');
});

test('no any', () => {
  const path = 'src/center/planted.ts';
  expect(planted({ [path]: 'export const planted: any = 1;' }, lint(path))).toContain('noExplicitAny');
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
