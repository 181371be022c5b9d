import fc from 'fast-check';
import { expect, test } from 'vitest';
import { captionList, decode, toWebVtt, withCaptions } from './center/captions.ts';
import { hasSeen, mergeProgress, type Progress, resumeAt, sessionPhase, sessionTimes } from './protocol/rules.ts';

const progress: fc.Arbitrary<Progress> = fc.record({
  second: fc.integer({ min: 0, max: 10_800 }),
  done: fc.boolean(),
  at: fc.integer({ min: 0, max: 20 }).map((n) => new Date(1.7e12 + n * 1_000).toISOString()),
});

test('however two boxes tell how far they are, in whatever order and however often, the same is kept', () => {
  fc.assert(
    fc.property(fc.array(progress, { minLength: 1, maxLength: 6 }), fc.integer(), (told, seed) => {
      const kept = (list: readonly Progress[]) => list.reduce(mergeProgress);
      const shuffled = told.toSorted((a, b) => ((a.second * 31 + seed) % 7) - ((b.second * 31 + seed) % 7));
      expect(kept(shuffled)).toEqual(kept(told));
      expect(kept([...told, ...told])).toEqual(kept(told));
      expect(kept(told).at).toBe(
        told
          .map(({ at }) => at)
          .sort()
          .at(-1),
      );
      expect(kept(told).done).toBe(told.some(({ done }) => done));
    }),
  );
});

test('a lesson that was seen begins anew, any other goes on where it was left', () => {
  expect([hasSeen(95, 100), hasSeen(94, 100), hasSeen(0, 0)]).toEqual([true, false, false]);
  expect(resumeAt({ second: 99, done: true }, 100)).toBe(0);
  expect(resumeAt({ second: 30, done: true }, 100)).toBe(30);
  expect(resumeAt({ second: 30, done: false }, 100)).toBe(30);
});

test('a lesson over midnight ends on the next day, and every lesson ends after it has begun', () => {
  expect(sessionTimes('2026-12-31', '23:30', '00:30')).toEqual({
    startsAt: '2026-12-31T15:30:00.000Z',
    endsAt: '2026-12-31T16:30:00.000Z',
  });
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
  fc.assert(
    fc.property(clock, clock, (from, to) => {
      const { startsAt, endsAt } = sessionTimes('2027-02-28', from, to);
      const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000;
      expect(hours > 0 && hours <= 24).toBe(true);
    }),
  );
  const session = sessionTimes('2026-11-24', '23:50', '00:40');
  const phase = (at: string) => sessionPhase(session, Date.parse(at));
  expect(['15:39', '15:40', '15:50', '16:39', '16:40'].map((at) => phase(`2026-11-24T${at}:00Z`))).toEqual([
    'ahead',
    'soon',
    'now',
    'now',
    'over',
  ]);
});

test('captions: SRT becomes WebVTT, WebVTT loses its styles, and what is neither is refused with the reason', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>大家</i>好 & 你好\r\n第二行\r\n\r\n2\r\n00:01:00,000 --> 00:01:01,000\r\n再见\r\n';
  expect(toWebVtt(srt, 70)).toEqual({
    vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n大家好 &amp; 你好\n第二行\n\n00:01:00.000 --> 00:01:01.000\n再见\n',
  });
  const vtt = 'WEBVTT - x\n\nSTYLE\n::cue{color:red}\n\nNOTE hm\n\nid\n00:01.000 --> 00:02.000 align:start\n好\n';
  expect(toWebVtt(vtt, null)).toEqual({ vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n好\n' });
  expect(toWebVtt('', 10)).toEqual({ fault: 'empty' });
  expect(toWebVtt('PK\u0003\u0004 no captions', 10)).toEqual({ fault: 'form' });
  expect(toWebVtt('1\n00:00:02,000 --> 00:00:01,000\n好', 10)).toEqual({ fault: 'order' });
  expect(toWebVtt('1\n00:00:20,000 --> 00:00:21,000\n好', 10)).toEqual({ fault: 'beyond' });
  expect(decode(new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]))).toBe('你好');
});

test('what becomes WebVTT stays the same when it is read once more', () => {
  const cue = fc.record({
    from: fc.integer({ min: 0, max: 3_599_000 }),
    text: fc.string({ minLength: 1, maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 5 }), (cues) => {
      const at = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',');
      const sorted = cues.toSorted((a, b) => a.from - b.from);
      const made = toWebVtt(
        sorted.map(({ from, text }, n) => `${n}\n${at(from)} --> ${at(from + 500)}\n${text}`).join('\n\n'),
        null,
      );
      if ('fault' in made) return;
      expect(toWebVtt(made.vtt, null)).toEqual(made);
    }),
  );
});

test('every rung of a master playlist gets the captions', () => {
  const master =
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="a"\nv0.m3u8\n\n#EXT-X-STREAM-INF:BANDWIDTH=2\nv1.m3u8\n';
  const written = withCaptions(master);
  expect(written.match(/SUBTITLES="subs"/g)).toHaveLength(2);
  expect(written.match(/TYPE=SUBTITLES/g)).toHaveLength(1);
  expect(written.indexOf('TYPE=SUBTITLES')).toBeLessThan(written.indexOf('v0.m3u8'));
  expect(captionList(47.2)).toContain('#EXT-X-TARGETDURATION:48\n');
});
