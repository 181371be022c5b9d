import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleGuide, sampleList } from '../sample.ts';
import { livePlaylist, placeOf, SEGMENT_MS } from './loop.ts';
import { readM3u } from './m3u.ts';
import { readXmltv } from './xmltv.ts';

describe('the channel list', () => {
  const list = (...lines: string[]) => ['#EXTM3U', ...lines].join('\n');

  test('the sample is read as any other', () => {
    const listed = readM3u(sampleList(), undefined);
    expect(listed.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(listed[0]).toEqual({
      key: 'news.sample',
      number: 1,
      name: '昔阳里新闻',
      url: '/tv-sample/news/master.m3u8',
      group: '样例',
    });
  });

  test('addresses are taken from where the list is; numbers that are taken or missing are found', () => {
    const text = list(
      '#EXTINF:-1 tvg-chno="7",甲',
      'http://10.0.0.5:8000/a/index.m3u8',
      '#EXTINF:-1 tvg-chno="7",乙',
      'b/index.m3u8',
      '#EXTINF:-1,丙',
      '/c.m3u8',
    );
    expect(
      readM3u(`\uFEFF${text}`, 'http://tv.example.org/lists/all.m3u').map(({ number, url }) => [number, url]),
    ).toEqual([
      [7, 'http://10.0.0.5:8000/a/index.m3u8'],
      [1, 'http://tv.example.org/lists/b/index.m3u8'],
      [2, 'http://tv.example.org/c.m3u8'],
    ]);
  });

  test('what no browser plays and what comes twice is left out; a list of nothing is none', () => {
    const text = list(
      '#EXTINF:-1,甲',
      'rtmp://a/b',
      '#EXTINF:-1,乙',
      'http://a.example/b.m3u8',
      '#EXTINF:-1,乙',
      'http://c.example/d',
    );
    expect(readM3u(text, 'http://a.example/').map(({ name, url }) => [name, url])).toEqual([
      ['乙', 'http://a.example/b.m3u8'],
    ]);
    expect(() => readM3u('<html>503</html>', undefined)).toThrow();
    expect(() => readM3u(list(), undefined)).toThrow('no channel');
  });
});

describe('the guide', () => {
  test('the sample covers today and tomorrow without a gap', () => {
    const now = Date.parse('2026-11-24T08:30:00Z');
    const programmes = readXmltv(sampleGuide(now)).filter(({ key }) => key === 'opera.sample');
    expect(programmes[0]?.startsAt).toBe('2026-11-23T16:00:00.000Z');
    expect(Date.parse(programmes.at(-1)?.endsAt ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-11-25T16:00:00Z'));
    for (const [index, { endsAt }] of programmes.slice(0, -1).entries()) {
      expect(programmes[index + 1]?.startsAt).toBe(endsAt);
    }
  });

  test('time zones are minded, overlaps cut, a missing end is the next beginning', () => {
    const guide = (...rows: string[]) => `<?xml version="1.0"?><tv>${rows.join('')}</tv>`;
    const text = guide(
      '<programme start="20261124083000 +0800" channel="a"><title lang="en">News</title><title lang="zh">新闻</title></programme>',
      '<programme start="20261124020000 +0000" stop="20261124040000 +0000" channel="a"><title>戏</title></programme>',
      '<programme start="20261124030000 +0000" stop="20261124050000 +0000" channel="a"><title>歌</title></programme>',
    );
    expect(readXmltv(text)).toEqual([
      { key: 'a', title: '新闻', startsAt: '2026-11-24T00:30:00.000Z', endsAt: '2026-11-24T01:30:00.000Z' },
      { key: 'a', title: '戏', startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' },
      { key: 'a', title: '歌', startsAt: '2026-11-24T03:00:00.000Z', endsAt: '2026-11-24T05:00:00.000Z' },
    ]);
    expect(() => readXmltv(guide())).toThrow('no programme');
  });
});

describe('a loop as a live list', () => {
  const value = (text: string, tag: string) => Number(new RegExp(`#EXT-X-${tag}:(\\d+)`).exec(text)?.[1]);

  test('every segment keeps its number, its file and its discontinuity number in every list it is in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 15 }), fc.integer({ min: 1, max: 50_000 }), (segments, timelines) => {
        const timeline = Math.floor((12 * 1_800) / segments) * segments;
        const at = timelines * timeline - segments;
        const seen = new Map<number, string>();
        for (let step = 0; step < 2 * segments; step++) {
          const text = livePlaylist({ segments, ending: 'm4s', init: 'init.mp4' }, (at + step) * SEGMENT_MS);
          let number = value(text, 'MEDIA-SEQUENCE');
          let discontinuity = value(text, 'DISCONTINUITY-SEQUENCE');
          for (const line of text.split('\n')) {
            if (line === '#EXT-X-DISCONTINUITY') discontinuity += 1;
            if (!line.endsWith('.m4s')) continue;
            const now = `${line} ${discontinuity}`;
            expect(seen.get(number) ?? now).toBe(now);
            seen.set(number, now);
            number += 1;
          }
          // The newest is over: it could have been filmed.
          expect(number * SEGMENT_MS).toBeLessThanOrEqual((at + step) * SEGMENT_MS);
        }
        expect(seen.size).toBe(6 + 2 * segments - 1);
      }),
      { numRuns: 30 },
    );
  });

  test('within a timeline each piece begins where the one before it ends; a new timeline begins with the loop', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 0, max: 1e9 }), (segments, number) => {
        const begins = (n: number) => {
          const { index, laterMs } = placeOf(n, segments);
          expect(index).toBeLessThan(segments);
          return laterMs + index * SEGMENT_MS;
        };
        const [here, next] = [begins(number), begins(number + 1)];
        const text = livePlaylist({ segments, ending: 'm4s' }, (number + 2) * SEGMENT_MS);
        const breaks = text.includes(`#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:${dateOf(number + 1)}`);
        expect(next).toBe(breaks ? 0 : here + SEGMENT_MS);
        // Captions are timed in 33 bits of 90 kHz.
        expect(here * 90).toBeLessThan(2 ** 33);
      }),
    );
  });
});

const dateOf = (number: number) => new Date(number * SEGMENT_MS).toISOString();
