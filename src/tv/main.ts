import { TextTokenizer } from '@lightningjs/core';
import { Launch } from '@lightningjs/sdk';
import { tuneHls } from '../media/hls/config.ts';
import { App } from './app.ts';
import { loadConfig, tuningFor } from './config.ts';
import { firstScreen } from './first-screen.ts';
import { loadFonts } from './fonts.ts';
import { kit, startLink } from './kit.ts';
import { mode } from './mode.ts';
import { redrawTexts } from './redraw-texts.ts';
import { stageOptions } from './stage.ts';
import { handOver } from './test-handle.ts';
import { tokenize } from './tokenizer.ts';

/** Boots the television: settings, the letters of the first screen, the picture; the line comes up meanwhile. */
async function boot(): Promise<void> {
  const config = await loadConfig();
  const { path } = config.platformSettings;
  tuneHls(tuningFor(config, navigator.userAgent));
  kit.keys.use(config.appSettings.keys);
  TextTokenizer.setCustomTokenizer(tokenize, true);
  const fonts = loadFonts(`${path}fonts/`, firstScreen);
  startLink(config);
  const application = Launch(
    App,
    { stage: stageOptions(), keys: {}, enablePointer: false, debug: false },
    {
      path,
      fontLoader: () => fonts.first,
      router: { lazyCreate: true, lazyDestroy: true, updateHash: false },
    },
  );
  document.body.appendChild(application.stage.getCanvas());
  void firstScreen.then(() => fonts.rest).then(() => redrawTexts(application));
  void firstScreen.then(() => kit.tones.load());
  if (mode === 'tv') void firstScreen.then(() => kit.calls.start()).catch(() => undefined);
  if (__TEST_HANDLE__) handOver(application);
}

void boot();
