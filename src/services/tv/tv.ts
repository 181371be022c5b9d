import * as v from 'valibot';
import { firstScreen } from '../../tv/first-screen.ts';
import type { Kit } from '../../tv/kit.ts';
import { go } from '../../tv/navigate.ts';
import type { TvService } from '../../tv/service.ts';
import { comesBack, followNewOrigins } from './tv/new-origins.ts';

const pages = {
  tv: () => import('./tv/watch-page.ts'),
  'tv/guide': () => import('./tv/guide-page.ts'),
};

/** 22 电视直播 on the TV. */
export const tvTv: TvService = {
  picture: 'tv',
  path: 'tv',
  pages,
  settings: () => import('./tv/settings-part.ts'),
  start: (kit) => {
    void firstScreen.then(() => Promise.allSettled(Object.values(pages).map((load) => load())));
    startWithTelevision(kit);
    followNewOrigins(kit, document, () => globalThis.location.reload());
  },
};

/** A household that wants it has television as soon as the box is on; a key that was pressed before means something else. */
function startWithTelevision(kit: Kit): void {
  // The name is that of tv/channels.ts, which is not to be part of the first bundle.
  if (!comesBack(kit) && !kit.store.read('tv.start', v.boolean())) return;
  let touched = false;
  const stop = kit.pressed.on(() => {
    touched = true;
  });
  void firstScreen.then(() => {
    stop();
    if (!touched && !kit.layers.top && kit.link.state !== 'newcomer') go('tv');
  });
}
