import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { OpenPlayer, PlayerNews, Wish } from '../../media/player.ts';
import { LAYER_KINDS, type LayerKind } from '../layers.ts';
import { Signal } from '../signal.ts';
import { Media } from './media.ts';
import type { Rank } from './showing.ts';

interface FakePlayer {
  readonly wish: Wish;
  readonly news: PlayerNews;
  position: number;
  closed: boolean;
  readonly unmute: ReturnType<typeof vi.fn>;
}

/** A screen whose players do what the test says, and whose top layer the test sets. */
function screen() {
  const players: FakePlayer[] = [];
  const videos = new Set<object>();
  const layers = { top: undefined as { kind: LayerKind } | undefined, changed: new Signal() };
  const pressed = new Signal();
  const open: OpenPlayer = (_, wish, news) => {
    const player = { wish, news, position: wish.at, closed: false, unmute: vi.fn() };
    players.push(player);
    const close = () => {
      player.closed = true;
    };
    const { unmute } = player;
    const nothing = () => {};
    return {
      get position() {
        return player.position;
      },
      duration: 60,
      play: nothing,
      pause: nothing,
      seek: nothing,
      choose: nothing,
      unmute,
      close,
    };
  };
  const place = () => {
    const video = document.createElement('video');
    videos.add(video);
    return { video, move() {}, remove: () => void videos.delete(video) };
  };
  const media = new Media({ layers: layers as never, pressed, open, place });
  const cover = (kind: LayerKind | undefined) => {
    layers.top = kind && { kind };
    layers.changed.emit();
  };
  const playing = () => players.filter((player) => !player.closed);
  return { media, players, playing, videos, cover, pressed };
}

const channel = (url = 'one.m3u8') => ({ kind: 'hls', url, live: true }) as const;
const lesson = (at = 0) => ({ kind: 'hls', url: 'lesson.m3u8', live: false, at }) as const;

describe('who plays and who waits', () => {
  test('the newest of the highest rank plays, the one below waits and comes back', () => {
    const { media, playing } = screen();
    const page = media.show(channel(), { rank: 'page' });
    playing()[0]?.news.state('playing');
    expect(page.state).toBe('playing');
    const call = media.show(channel('call'), { rank: 'call' });
    expect([page.state, call.state]).toEqual(['waiting', 'opening']);
    expect(playing().map(({ wish }) => wish.url)).toEqual(['call']);
    call.close();
    expect(page.state).toBe('opening');
    expect(playing().map(({ wish }) => wish.url)).toEqual(['one.m3u8']);
  });

  test('a call or a warning silences the page, a popup does not', () => {
    const { media, playing, cover } = screen();
    const page = media.show(channel(), { rank: 'page' });
    cover('popup');
    expect(page.state).toBe('opening');
    for (const kind of ['call', 'orange', 'red', 'sos'] as const) {
      cover(kind);
      expect([page.state, playing().length]).toEqual(['waiting', 0]);
      cover(undefined);
      expect([page.state, playing().length]).toEqual(['opening', 1]);
    }
  });

  test('a lesson comes back at its second, with its captions, and stays paused', () => {
    const { media, players, cover } = screen();
    const page = media.show(lesson(5), { rank: 'page' });
    expect(players[0]?.wish.at).toBe(5);
    page.choose(0);
    page.pause();
    if (players[0]) players[0].position = 33.4;
    cover('red');
    expect(page.position).toBe(33.4);
    cover(undefined);
    expect(players[1]?.wish).toMatchObject({ at: 33.4, caption: 0, paused: true });
  });

  test('what an old player still tells is nobody’s', () => {
    const { media, players, cover } = screen();
    const page = media.show(channel(), { rank: 'page' });
    cover('call');
    players[0]?.news.failed('broken');
    expect(page.state).toBe('waiting');
    cover(undefined);
    players[0]?.news.failed('broken');
    expect([page.state, page.fault]).toEqual(['opening', undefined]);
  });

  test('one’s own camera stands beside the picture of its rank, in a video of its own', () => {
    const { media, videos, cover } = screen();
    const stream = new MediaStream();
    const own = media.show({ kind: 'stream', stream, mirrored: true }, { rank: 'call', muted: true });
    const other = media.show({ kind: 'stream', stream }, { rank: 'call' });
    expect([own.state, other.state, videos.size]).toEqual(['opening', 'opening', 2]);
    cover('red');
    expect([own.state, other.state, videos.size]).toEqual(['waiting', 'waiting', 1]);
    cover(undefined);
    own.close();
    expect([own.state, other.state, videos.size]).toEqual(['waiting', 'opening', 1]);
    other.close();
    expect(media.players).toBe(0);
  });

  test('whatever comes and goes: whoever is highest plays, exactly one, and nothing stays when all are closed', () => {
    const ranks: Rank[] = ['page', ...LAYER_KINDS];
    const step = fc.oneof(
      fc.record({ do: fc.constant('show' as const), rank: fc.constantFrom(...ranks) }),
      fc.record({ do: fc.constant('close' as const), which: fc.nat(9) }),
      fc.record({ do: fc.constant('cover' as const), kind: fc.option(fc.constantFrom(...LAYER_KINDS)) }),
      fc.record({ do: fc.constant('fail' as const), which: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { media, players, playing, videos, cover } = screen();
        const open: { rank: Rank; showing: ReturnType<typeof media.show> }[] = [];
        let top: LayerKind | undefined;
        for (const one of steps) {
          if (one.do === 'show') open.push({ rank: one.rank, showing: media.show(channel(), { rank: one.rank }) });
          if (one.do === 'close') open.splice(one.which, 1)[0]?.showing.close();
          if (one.do === 'fail') players[one.which]?.news.failed('missing');
          if (one.do === 'cover') {
            top = one.kind ?? undefined;
            cover(top);
          }
          const best = Math.max(-1, ...open.map(({ rank }) => ranks.indexOf(rank)));
          const floor = top && top !== 'popup' ? ranks.indexOf(top) : 0;
          const wanted = open.filter(({ rank }) => ranks.indexOf(rank) === best && best >= floor).at(-1)?.showing;
          expect(media.current).toBe(wanted);
          for (const { showing } of open) {
            if (showing !== wanted) expect(['waiting', 'failed']).toContain(showing.state);
          }
          expect(playing().length).toBe(wanted && wanted.state !== 'failed' ? 1 : 0);
          expect(media.players).toBe(playing().length);
          expect(videos.size).toBeLessThanOrEqual(1);
        }
        for (const { showing } of open) showing.close();
        expect([playing().length, media.players]).toEqual([0, 0]);
      }),
    );
  });
});

describe('what it tells', () => {
  test('a failed picture says why, leaves no player, and can be tried again', () => {
    const { media, playing } = screen();
    const showing = media.show(channel(), { rank: 'page' });
    const told = vi.fn();
    showing.changed.on(told);
    playing()[0]?.news.failed('refused');
    expect([showing.state, showing.fault, playing().length]).toEqual(['failed', 'refused', 0]);
    expect(media.frames).toEqual([]);
    showing.retry();
    expect([showing.state, showing.fault, playing().length]).toEqual(['opening', undefined, 1]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  test('without sound until a key is pressed', () => {
    const { media, players, pressed } = screen();
    media.show(channel(), { rank: 'page' });
    pressed.emit();
    expect(players[0]?.unmute).not.toHaveBeenCalled();
    players[0]?.news.state('silent');
    pressed.emit();
    expect(players[0]?.unmute).toHaveBeenCalledOnce();
  });

  test('a lesson that is over stays over through an interruption, and begins anew only when asked', () => {
    const { media, players, cover } = screen();
    const showing = media.show(lesson(), { rank: 'page' });
    players[0]?.news.state('ended');
    cover('red');
    cover(undefined);
    expect([showing.state, players.length]).toEqual(['ended', 1]);
    showing.play();
    expect([showing.state, players.length, players[1]?.wish.at]).toEqual(['opening', 2, 0]);
  });

  test('the line to be read is gone while it waits', () => {
    const { media, players, cover } = screen();
    const showing = media.show(channel(), { rank: 'page' });
    players[0]?.news.cue('您好');
    expect(showing.cue).toBe('您好');
    cover('call');
    expect(showing.cue).toBe('');
  });
});
