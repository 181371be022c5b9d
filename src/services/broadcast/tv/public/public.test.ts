import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import type { Level } from '../../protocol.ts';
import type { Warning } from '../believed.ts';
import type { LoudShowing, Showing } from '../warnings.ts';
import { sortForScreen } from './sorted.ts';
import { groundOf, publicView } from './view.ts';
import { PublicVoice } from './voice.ts';

const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const MINUTE = 60_000;

function showing(level: Level, part: Partial<Showing> & { drill?: boolean; ageMs?: number } = {}): Showing {
  const { drill = false, ageMs = 0, ...rest } = part;
  const sentAt = new Date(NOW - ageMs).toISOString();
  const warning: Warning = {
    v: 1,
    id: newId(),
    community: newId(),
    kind: 'alert',
    replaces: [],
    drill,
    level,
    hazard: 'weather',
    sender: '昔阳里社区',
    headline: level,
    body: '请关好门窗。',
    audience: [{ kind: 'community' }],
    notBefore: sentAt,
    expires: new Date(NOW + 60 * MINUTE).toISOString(),
    picture: null,
    voice: null,
    sentAt,
    scope: 'community:1',
    sequence: 1,
    feedId: newId(),
    stoppedAt: null,
    replacedBy: null,
  };
  return { warning, state: 'valid', level, as: level === 'notice' ? 'notice' : 'warning', ...rest };
}

const names = (list: readonly Showing[]) => list.map(({ warning, as }) => `${as} ${warning.headline}`);

test('red, orange and yellow take the screen, blue is a line, a notice a card', () => {
  const valid = (['red', 'orange', 'yellow', 'blue', 'notice'] as const).map((level) => showing(level));
  const { full, lines, cards } = sortForScreen(valid, NOW);
  expect(names(full)).toEqual(['warning red', 'warning orange', 'warning yellow']);
  expect(names(lines)).toEqual(['warning blue']);
  expect(names(cards)).toEqual(['notice notice']);
});

test('no drill stands beside what is real', () => {
  const drill = showing('red', { drill: true });
  expect(sortForScreen([drill, showing('blue')], NOW).full).toEqual([drill]);
  expect(names(sortForScreen([showing('yellow'), drill], NOW).full)).toEqual(['warning yellow']);
});

test('what was put right is said large for five minutes, then on the line', () => {
  const fresh = showing('orange', { as: 'correction', ageMs: 4 * MINUTE });
  const old = showing('orange', { as: 'correction', ageMs: 6 * MINUTE });
  const { full, lines } = sortForScreen([fresh, old], NOW);
  expect(full).toEqual([fresh]);
  expect(lines).toEqual([old]);
});

const loud = (level: 'red' | 'orange' | 'yellow', part: Parameters<typeof showing>[1] = {}) =>
  showing(level, part) as LoudShowing;

/** All words of a view, with the size of their letters. */
function words(of: LoudShowing): { text: string; px: number }[] {
  const found: { text: string; px: number }[] = [];
  const walk = (list: readonly unknown[]): void => {
    for (const one of list as { text?: { text: string; fontSize: number }; children?: unknown[] }[]) {
      if (one.text) found.push({ text: one.text.text, px: one.text.fontSize });
      if (one.children) walk(one.children);
    }
  };
  walk(publicView(of, NOW, undefined));
  return found;
}

test('all of it is large, also the longest words; a drill says so first and last, on another ground', () => {
  for (const drill of [false, true]) {
    const long = loud('red', { drill });
    Object.assign(long.warning, { headline: '题'.repeat(15), body: '文'.repeat(60) });
    const said = words(long);
    expect(Math.min(...said.map(({ px }) => px))).toBeGreaterThanOrEqual(60);
    expect(said.map(({ text }) => text)).toEqual(expect.arrayContaining(['题'.repeat(15), '文'.repeat(60)]));
    expect(said[0]?.text).toBe(drill ? '演练' : '红色预警');
    expect(said.at(-1)?.text.endsWith('这是演练，不是真的')).toBe(drill);
  }
  expect(groundOf(loud('red', { drill: true }))).not.toBe(groundOf(loud('red')));
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

/** A box that needs a second for a tone and ten for the words; `voice` false: it cannot speak. */
function box(of: LoudShowing, voice = true) {
  const heard: string[] = [];
  const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const tones = {
    play: async (tone: string) => {
      heard.push(tone);
      await after(1_000);
      return true;
    },
    stop: (tone: string) => void heard.push(`no ${tone}`),
  };
  const speaker = {
    say: async () => {
      if (!voice) return false;
      heard.push('words');
      await after(10_000);
      return true;
    },
    hush: () => void heard.push('hush'),
  };
  return { heard, voice: new PublicVoice(tones, speaker, of) };
}

test('red is said three times and never again, however often it has the screen', async () => {
  const { heard, voice } = box(loud('red'));
  void voice.play();
  expect(voice.busy).toBe(true);
  await vi.advanceTimersByTimeAsync(11_500);
  expect(voice.busy).toBe(false);
  voice.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['red', 'words']);
  void voice.play();
  await vi.advanceTimersByTimeAsync(120_000);
  void voice.play();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(heard.filter((sound) => sound === 'words')).toHaveLength(3);
  expect(voice.busy).toBe(false);
});

test('a round that was cut off is quiet at once, and is said again', async () => {
  const { heard, voice } = box(loud('yellow'));
  void voice.play();
  await vi.advanceTimersByTimeAsync(3_000);
  voice.stop();
  expect(heard).toEqual(['yellow', 'words', 'no yellow', 'hush']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toHaveLength(4);
  void voice.play();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard.slice(4)).toEqual(['yellow', 'words']);
});

test('without a voice there is one tone and no more; a drill has its own', async () => {
  const { heard, voice } = box(loud('red', { drill: true }), false);
  void voice.play();
  await vi.advanceTimersByTimeAsync(60_000);
  void voice.play();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['drill']);
});
