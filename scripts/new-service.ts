import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, serviceNumber } from '../src/protocol/catalogue.ts';

/**
 * `npm run new:service <id>`: writes the folder of a service with everything it needs and a flow test that fails until
 * it does something. Joining it to src/protocol/services.ts is done by hand: the compiler then names the rest.
 */
const id = process.argv[2] ?? '';
const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/services', id);
const entry = CATALOGUE.find((known) => known.id === id);

if (!entry) fail(`没有这个服务 / no such service: "${id}". ${CATALOGUE.map((known) => known.id).join(' ')}`);
if (existsSync(folder)) fail(`已经有了 / exists already: src/services/${id}`);

const FILES: Readonly<Record<string, string>> = {
  'protocol.ts': `import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';

/** ${serviceNumber(entry.id)} ${id}: what a resident asks for and what they are told. */
export const ${id} = defineContract('${id}', {
  asks: {
    overview: ask({ by: 'box', input: v.object({}), reply: v.object({ lines: v.array(v.string()) }) }),
  },
});
`,
  'text.ts': `import { defineText } from '../../protocol/text.ts';

export const ${id}Text = defineText({ name: '${id}' }, { name: '${id}' });
`,
  'staff-text.ts': `import { defineText } from '../../protocol/text.ts';

/** What only the staff's console shows. */
export const ${id}StaffText = defineText({}, {});
`,
  'center.ts': `import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { ${id} } from './protocol.ts';

/** ${serviceNumber(entry.id)} ${id} at the center. */
export const ${id}Center = serve({
  contract: ${id},
  answeredBy: ['officer'],
  handlers: {
    overview: async () => {
      throw refuse('unavailable');
    },
  },
});
`,
  'tv.ts': `import type { TvService } from '../../tv/service.ts';

/** ${serviceNumber(entry.id)} ${id} on the TV. */
export const ${id}Tv: TvService = {
  picture: '${id}',
  path: '${id}',
  pages: { '${id}': () => import('./tv/start.ts') },
};
`,
  'tv/start.ts': `import { Page } from '../../../tv/components/page.ts';
import type { Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';

/** The page that the tile and the number open. */
export default class ${id[0]?.toUpperCase()}${id.slice(1)}Start extends Page {
  override get title(): string {
    return t('${id}.name');
  }

  protected override draw(): Template[] {
    return [];
  }
}
`,
  'console.tsx': `import { AppstoreOutlined } from '@ant-design/icons';
import type { ConsoleService } from '../../console/service.ts';

/** ${serviceNumber(entry.id)} ${id} on the console. */
export const ${id}Console: ConsoleService = { icon: <AppstoreOutlined />, color: '#434343', pages: [] };
`,
  'flow.test.ts': `import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectBox, startTestCenter, type TestCenter } from '../../testing/harness.ts';

let center: TestCenter;
beforeAll(async () => {
  center = await startTestCenter();
});
afterAll(() => center.stop());

test('${id} answers a box', async () => {
  const box = await connectBox(center);
  expect(await box.raw({ name: '${id}:overview', input: {} })).toMatchObject({ ok: true });
  box.close();
});
`,
};

for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
process.stdout.write(`src/services/${id}: ${Object.keys(FILES).join(' ')}
下一步 / next: 把合同加进 / add the contract to src/protocol/services.ts, texts to src/protocol/texts.ts and src/protocol/staff-texts.ts,
然后 / then npx tsc -b 会指出还缺它的 services.ts / names the services.ts that still lack it.
`);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
