import { describe, expect, test } from 'vitest';
import { Cues } from './cues.ts';
import { Recovery } from './faults.ts';
import { StuckWatch } from './stuck-watch.ts';

const network = (details: string, code?: number) => ({
  type: 'networkError',
  details,
  fatal: true,
  ...(code === undefined ? {} : { response: { code } }),
});
const media = (details = 'bufferAppendError') => ({ type: 'mediaError', details, fatal: true });

describe('recovery', () => {
  test.each([401, 403, 410])('%i is a refusal, for the list as for its pieces', (code) => {
    expect(new Recovery().cure(network('fragLoadError', code), 0, true)).toEqual({ do: 'fail', fault: 'refused' });
    expect(new Recovery().cure(network('manifestLoadError', code), 0, false)).toMatchObject({ fault: 'refused' });
  });

  test('a list that is not there is missing at once, a piece after two new starts', () => {
    expect(new Recovery().cure(network('manifestLoadError', 404), 0, false)).toMatchObject({ fault: 'missing' });
    const recovery = new Recovery();
    const cures = [0, 1, 2].map((now) => recovery.cure(network('fragLoadError', 404), now, true));
    expect(cures.map((cure) => cure.do)).toEqual(['rebuild', 'rebuild', 'fail']);
    expect(cures.at(-1)).toMatchObject({ fault: 'missing' });
  });

  test('an outage of 45 s is waited for, 1 to 5 s at a time; one that never ends is told', () => {
    const recovery = new Recovery();
    let now = 0;
    const waits: number[] = [];
    while (now < 45_000) {
      const cure = recovery.cure(network('levelLoadTimeOut'), now, true);
      if (cure.do !== 'load') throw new Error(`${cure.do} at ${now}`);
      waits.push(cure.afterMs);
      now += cure.afterMs;
    }
    expect(waits.slice(0, 6)).toEqual([1_000, 2_000, 3_000, 4_000, 5_000, 5_000]);
    expect(recovery.cure(network('levelLoadTimeOut'), 301_000, true)).toEqual({ do: 'fail', fault: 'network' });
    const never = new Recovery();
    expect(never.cure(network('manifestLoadError', 0), 0, false).do).toBe('rebuild');
    expect(never.cure(network('manifestLoadError', 0), 21_000, false)).toEqual({ do: 'fail', fault: 'network' });
  });

  test('a damaged picture: recovered once, then built anew twice, then told; playing on makes all good', () => {
    const recovery = new Recovery();
    const cures = () => [0, 1, 2, 3].map((now) => recovery.cure(media(), now, true).do);
    expect(cures()).toEqual(['recover', 'rebuild', 'rebuild', 'fail']);
    recovery.calm();
    expect(cures()).toEqual(['recover', 'rebuild', 'rebuild', 'fail']);
  });

  test('a codec that the box lacks is told at once; a source that wants a reset gets one', () => {
    const incompatible = { ...media('manifestIncompatibleCodecsError') };
    expect(new Recovery().cure(incompatible, 0, false)).toEqual({ do: 'fail', fault: 'format' });
    expect(new Recovery().cure(media('mediaSourceRequiresReset'), 0, true).do).toBe('rebuild');
  });
});

describe('a list that does not go on', () => {
  const list = (endSN: number) => ({ live: true, endSN, targetduration: 2 });

  test('is found while it is served well, and only after the picture stands still', () => {
    const watch = new StuckWatch(true);
    watch.note(list(7), 0);
    watch.note(list(7), 9_000);
    // Asked late, not answered in vain.
    expect(watch.over(3_000, 9_000)).toBe(false);
    for (const at of [9_000, 9_000]) watch.note(list(7), at);
    expect(watch.over(500, 9_000)).toBe(false);
    expect(watch.over(3_000, 9_000)).toBe(true);
    watch.note(list(8), 9_500);
    expect(watch.over(3_000, 10_000)).toBe(false);
  });

  test('is not meant when nothing is heard (the network’s own time-outs tell that), nor in a lesson', () => {
    const watch = new StuckWatch(true);
    watch.note(list(7), 0);
    expect(watch.over(20_000, 20_000)).toBe(false);
    expect(new StuckWatch(false).over(90_000, 90_000)).toBe(false);
  });
});

test('captions: two lines at a time, without tags, each once, and forgotten in the end', () => {
  const cues = new Cues();
  const line = { startTime: 1, endTime: 3, text: '<v 老王>您<i>好</i>' };
  cues.add([line, { startTime: 2, endTime: 4, text: '吃了吗' }], 0);
  cues.add([line], 0);
  expect([0.5, 1, 2.5, 3.5, 4].map((second) => cues.at(second))).toEqual(['', '您好', '您好\n吃了吗', '吃了吗', '']);
  cues.add([{ startTime: 100, endTime: 101, text: '再见' }], 100);
  expect(cues.at(1)).toBe('');
});
