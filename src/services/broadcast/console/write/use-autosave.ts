import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { isLost, link } from '../../../../console/link.ts';
import { useLink } from '../../../../console/use-link.ts';
import { Autosave, type SaveState } from './autosave.ts';
import { isTooLong } from './draft.ts';
import type { LocalDrafts } from './local-drafts.ts';

/** Old hands and Chinese input methods pause between words, ms. */
const REST_MS = 800;

/** Saves one draft for as long as it is open; goes on as soon as the line is back. */
export function useAutosave(id: string, local: LocalDrafts): { autosave: Autosave; state: SaveState } {
  const { state: line } = useLink();
  const autosave = useMemo(
    () =>
      new Autosave({
        async save(draft) {
          // The center takes no words that no screen takes: they wait here until they are short enough.
          if (isTooLong(draft)) {
            return { ok: false, refusal: { code: 'invalid', text: 'broadcastStaff.missing.tooLong' } };
          }
          return link.deed('broadcast:saveDraft', { id, draft });
        },
        isLost,
        keep: (draft) => local.keep(id, draft, Date.now()),
        forget: () => local.forget(id),
        restMs: REST_MS,
      }),
    [id, local],
  );
  useEffect(() => {
    if (line === 'online' && autosave.state().kind === 'waiting') void autosave.flush();
  }, [line, autosave]);
  useEffect(() => () => void autosave.flush(), [autosave]);
  return { autosave, state: useSyncExternalStore(autosave.watch, autosave.state) };
}
