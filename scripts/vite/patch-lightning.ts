import type { Plugin } from 'vite';

const FAULTY = 'while (totalWidth + suffixWidth > wrapWidth)';
const CURED = 'while (result.length > 0 && totalWidth + suffixWidth > wrapWidth)';

/**
 * Cures an endless loop of @lightningjs/core 2.20.0–2.20.3: a text that is narrower than its own ellipsis (a button of
 * 110 px) freezes the page. Stops the build when core no longer has the line, for then this plugin must go.
 * @param required true where core is certainly part of what is built: a build that never met the file stops too
 */
export function patchLightning({ required }: { required: boolean }): Plugin {
  let met = false;
  return {
    name: 'patch-lightning',
    transform(code, id) {
      if (!/@lightningjs\/core\/.*\/TextTextureRendererUtils\.js(\?|$)/.test(id)) return undefined;
      if (!code.includes(FAULTY))
        this.error(`${id} has no "${FAULTY}" any more: look at scripts/vite/patch-lightning.ts`);
      met = true;
      return { code: code.replace(FAULTY, CURED), map: null };
    },
    buildEnd(error) {
      if (required && !met && !error)
        this.error('patch-lightning never met TextTextureRendererUtils of @lightningjs/core');
    },
  };
}
