import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { TestCommunity } from '../../../testing/signing.ts';
import { Clock } from '../../../tv/clock.ts';
import { Settings } from '../../../tv/settings.ts';
import { Store } from '../../../tv/storage.ts';
import { Tones } from '../../../tv/tones.ts';
import { Voice } from '../../../tv/voice.ts';
import type { WarningContent } from '../protocol.ts';
import { Announcement } from './announcement.ts';
import type { Warning } from './believed.ts';
import { Speaker } from './speaker.ts';
import type { LoudLevel, LoudShowing } from './warnings.ts';

let here: TestCommunity;
/** Every `Audio` that was made; each plays until a test ends it. */
let audios: { src: string; paused: boolean; ended: boolean; onended?: () => void; onpause?: () => void }[];

beforeAll(() => {
  here = new TestCommunity();
});
beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  audios = [];
  vi.stubGlobal(
    'Audio',
    class {
      paused = false;
      ended = false;
      onended: (() => void) | undefined;
      onpause: (() => void) | undefined;
      readonly src: string;
      constructor(src: string) {
        this.src = src;
        audios.push(this);
      }
      play = async () => undefined;
      pause() {
        this.paused = true;
        this.onpause?.();
      }
    },
  );
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function showingOf(
  level: LoudLevel,
  part: Partial<WarningContent> = {},
  as: LoudShowing['as'] = 'warning',
): LoudShowing {
  const content = here.content({ level, ...part });
  const place = { sentAt: content.notBefore, scope: here.scope, sequence: 1, feedId: content.id };
  const warning: Warning = { ...content, ...place, stoppedAt: null, replacedBy: null };
  return { warning, level, as, state: 'valid', ...(as === 'correction' ? { wrong: { ...warning, id: newId() } } : {}) };
}

interface Voices {
  readonly speaks?: boolean;
  /** Address of a recorded voice. */
  readonly recorded?: string;
}

function announcement(showing: LoudShowing, { speaks = true, recorded }: Voices = {}) {
  const store = new Store();
  const kit = { tones: new Tones(), voice: new Voice(new Settings(store)), clock: new Clock(store) };
  const played: string[] = [];
  vi.spyOn(kit.tones, 'play').mockImplementation(async (tone) => {
    played.push(tone);
    await new Promise((over) => setTimeout(over, 3_000));
    return true;
  });
  vi.spyOn(kit.tones, 'stop').mockImplementation(() => {});
  vi.spyOn(kit.voice, 'speak').mockImplementation(async (text, { always } = {}) => {
    if (!speaks || !always) return false;
    await new Promise((over) => setTimeout(over, 4_000));
    played.push(text.length > 10 ? 'words' : text);
    return true;
  });
  vi.spyOn(kit.voice, 'hush').mockImplementation(() => void played.push('hush'));
  const speaker = new Speaker(kit, { addressOf: () => recorded });
  return { played, it: new Announcement(kit.tones, speaker, showing) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('each level', () => {
  test('red: three rounds of tone and words; it may be made small after the first', async () => {
    const { it, played } = announcement(showingOf('red'));
    it.play();
    await pass(6_900);
    expect(it.ready).toBe(false);
    await pass(200);
    expect(it.ready).toBe(true);
    await pass(60_000);
    expect(played).toEqual(['red', 'words', 'red', 'words', 'red', 'words']);
    expect([it.leaves, it.timeUp]).toEqual([false, false]);
  });

  test('red without a voice: one tone, and ten seconds to read', async () => {
    const { it, played } = announcement(showingOf('red'), { speaks: false });
    it.play();
    await pass(9_000);
    expect([it.ready, it.secondsLeft]).toEqual([false, 1]);
    await pass(1_000);
    expect([it.ready, played]).toEqual([true, ['red']]);
  });

  test('orange: five seconds, two rounds; yellow: at once, one round, and it leaves after thirty seconds', async () => {
    const orange = announcement(showingOf('orange'));
    orange.it.play();
    await pass(4_000);
    expect(orange.it.ready).toBe(false);
    await pass(60_000);
    expect([orange.it.ready, orange.it.timeUp, orange.played.length]).toEqual([true, false, 4]);
    const yellow = announcement(showingOf('yellow'));
    yellow.it.play();
    expect(yellow.it.ready).toBe(true);
    await pass(29_000);
    expect([yellow.it.timeUp, yellow.it.secondsLeft]).toEqual([false, 1]);
    await pass(1_000);
    expect([yellow.it.timeUp, yellow.played]).toEqual([true, ['yellow', 'words']]);
  });

  test('a drill has its own tone at every level, as often as what it is a drill of', async () => {
    const { it, played } = announcement(showingOf('red', { drill: true }));
    it.play();
    await pass(60_000);
    expect(played).toEqual(['drill', 'words', 'drill', 'words', 'drill', 'words']);
  });

  test('a correction alarms nobody: no tone, said once, may be closed at once and waits', async () => {
    const { it, played } = announcement(showingOf('red', {}, 'correction'));
    it.play();
    expect(it.ready).toBe(true);
    await pass(120_000);
    expect([played, it.leaves]).toEqual([['words'], false]);
  });
});

describe('under something else', () => {
  test('it rests, and then goes on where it was', async () => {
    const { it, played } = announcement(showingOf('yellow'));
    it.play();
    await pass(2_000);
    it.rest();
    await pass(60_000);
    expect([it.secondsLeft, played]).toEqual([28, ['yellow']]);
    it.play();
    it.play();
    await pass(8_000);
    expect([it.secondsLeft, played]).toEqual([20, ['yellow', 'yellow', 'words']]);
  });

  test('it says no word more once it has left', async () => {
    const { it, played } = announcement(showingOf('red'));
    it.play();
    await pass(1_000);
    it.stop();
    await pass(60_000);
    expect(played).toEqual(['red', 'hush']);
  });
});

describe('a recorded voice', () => {
  test('is played instead of the box’s own', async () => {
    const { it, played } = announcement(showingOf('yellow'), { recorded: 'blob:voice' });
    it.play();
    await pass(3_000);
    expect(audios.map(({ src }) => src)).toEqual(['blob:voice']);
    audios[0]?.onended?.();
    await pass(60_000);
    expect([played, audios.length]).toEqual([['yellow'], 1]);
  });

  test('stands between the word of a drill, first and last', async () => {
    const { it, played } = announcement(showingOf('yellow', { drill: true }), { recorded: 'blob:voice' });
    it.play();
    await pass(7_000);
    expect([played, audios.length]).toEqual([['drill', '演练'], 1]);
    audios[0]?.onended?.();
    await pass(4_000);
    expect(played).toEqual(['drill', '演练', '以上是演练']);
  });

  test('that the box cannot play: it speaks itself', async () => {
    const { it, played } = announcement(showingOf('yellow'), { recorded: 'blob:broken' });
    it.play();
    await pass(3_000);
    (audios[0] as { onerror?: () => void }).onerror?.();
    await pass(4_000);
    expect(played).toEqual(['yellow', 'words']);
  });

  test('falls silent under a call for help, and nothing speaks in its stead', async () => {
    const { it, played } = announcement(showingOf('red'), { recorded: 'blob:voice' });
    it.play();
    await pass(3_000);
    it.rest();
    await pass(60_000);
    expect([audios[0]?.paused, played]).toEqual([true, ['red']]);
  });
});
