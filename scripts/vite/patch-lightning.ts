import { join } from 'node:path';
import type { Plugin } from 'vite';

const WITHOUT_EVAL = join(import.meta.dirname, '../../src/tv/lightning/without-eval.ts');

interface Patch {
  /** End of the file's path in @lightningjs/core/dist/src. */
  readonly file: string;
  /** Names of src/tv/lightning/without-eval.ts that the edits use. */
  readonly uses?: readonly string[];
  /** Each text that is replaced, once, and what takes its place. */
  readonly edits: readonly (readonly [from: string, to: string])[];
}

const PATCHES: readonly Patch[] = [
  {
    // 2.20.0–2.20.3: a text narrower than its own ellipsis (a button of 110 px) freezes the page in an endless loop.
    file: 'textures/TextTextureRendererUtils.js',
    edits: [
      [
        'while (totalWidth + suffixWidth > wrapWidth)',
        'while (result.length > 0 && totalWidth + suffixWidth > wrapWidth)',
      ],
    ],
  },
  // The rest: core compiles strings, for which the page's CSP would have to allow 'unsafe-eval'.
  {
    file: 'tree/Element.mjs',
    uses: ['getterOf', 'setterOf'],
    edits: [
      [`new Function('obj', 'return obj.' + propertyPath)`, 'getterOf(propertyPath)'],
      [`new Function('obj', 'v', 'obj.' + propertyPath + ' = v')`, 'setterOf(propertyPath)'],
    ],
  },
  {
    file: 'application/Component.mjs',
    uses: ['applyTemplate'],
    edits: [
      ['this.parseTemplateRec(obj, context, "element");', ''],
      ['const code = context.loc.join(";\\n");', ''],
      ['new Function("element", "store", code)', '(component) => applyTemplate(obj, component, component, Element)'],
    ],
  },
  {
    file: 'application/StateMachine.mjs',
    uses: ['methodRouter', 'getterRouter', 'setterRouter'],
    edits: [
      ['new Function("return [].concat(...arguments);")', '() => []'],
      // In the order in which they stand: calls of methods, reads, writes.
      ['new Function([], functionBody)', 'methodRouter(aliases)'],
      ['new Function([], functionBody)', 'getterRouter(aliases)'],
      ['new Function(["arg"], functionBody)', 'setterRouter(aliases)'],
    ],
  },
];

/**
 * Cures two faults of @lightningjs/core 2.20 in what is built. Stops when core no longer has one of the lines, for
 * then this is to be looked at again.
 * @param required true where all of core is certainly built: a build that never met one of the files stops too
 */
export function patchLightning({ required }: { required: boolean }): Plugin {
  const waiting = new Set(PATCHES);
  return {
    name: 'patch-lightning',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      const patch = PATCHES.find(({ file }) => path.endsWith(`@lightningjs/core/dist/src/${file}`));
      if (!patch) return undefined;
      waiting.delete(patch);
      let cured = code;
      for (const [from, to] of patch.edits) {
        if (!cured.includes(from))
          this.error(`${id} has no "${from}" any more: look at scripts/vite/patch-lightning.ts`);
        cured = cured.replace(from, () => to);
      }
      const imports = patch.uses ? `import { ${patch.uses.join(', ')} } from ${JSON.stringify(WITHOUT_EVAL)};\n` : '';
      return { code: imports + cured, map: null };
    },
    buildEnd(error) {
      if (!required || error) return;
      for (const { file } of waiting) this.error(`patch-lightning never met ${file} of @lightningjs/core`);
    },
  };
}
