import { beforeEach, expect, test, vi } from 'vitest';
import type { DeviceFault, Devices } from '../../media/devices.ts';
import { Clock } from '../../tv/clock.ts';
import { Link } from '../../tv/link.ts';
import { Store } from '../../tv/storage.ts';
import { type Recorded, Recorder, type RecordFault } from './tv/recorder.ts';
import { Track } from './tv/track.ts';
import { atWord, lengthWord } from './tv/words.ts';

const LESSON = '01900000-0000-7000-8000-0000000000aa';
const OTHER = '01900000-0000-7000-8000-0000000000bb';

/** A box that keeps what the one before it kept: what a restart is. */
function start() {
  const store = new Store();
  const link = new Link();
  const track = new Track({ store, link, clock: new Clock(store) });
  const told: { lessonId: string; second: number; done: boolean }[] = [];
  const answer = vi.spyOn(link, 'ask').mockImplementation(async (_, input) => {
    told.push(input as never);
    return { ok: true, value: input as never };
  });
  const become = (state: 'online' | 'offline') => {
    link.state = state;
    link.changed.emit(state);
  };
  return { track, told, answer, become };
}

beforeEach(() => {
  localStorage.clear();
  return () => vi.restoreAllMocks();
});

test('without a line the last second of each lesson is kept, also through a restart, and told once there is one', async () => {
  const before = start();
  before.track.note(LESSON, 10, false);
  before.track.note(LESSON, 100, true);
  before.track.note(OTHER, 5, false);
  before.track.note(LESSON, 20, false);
  expect(before.told).toEqual([]);
  const box = start();
  expect(box.track.waiting(LESSON)).toMatchObject({ second: 20, done: true });
  box.become('online');
  await vi.waitFor(() => expect(box.track.waiting(LESSON)).toBeUndefined());
  expect(box.told.map(({ lessonId, second, done }) => [lessonId, second, done])).toEqual([
    [OTHER, 5, false],
    [LESSON, 20, true],
  ]);
});

test('what is noted while the center answers goes out next; a lesson that is gone is not told for ever', async () => {
  const box = start();
  box.answer.mockImplementationOnce(async (_, input) => {
    box.told.push(input as never);
    box.track.note(LESSON, 30, false);
    return { ok: true, value: input as never };
  });
  box.become('online');
  box.track.note(LESSON, 20, false);
  await vi.waitFor(() => expect(box.told.map(({ second }) => second)).toEqual([20, 30]));
  box.answer.mockResolvedValue({ ok: false, refusal: { code: 'unavailable', text: 'x' } });
  box.track.note(LESSON, 40, false);
  await box.track.send();
  expect(box.track.waiting(LESSON)).toMatchObject({ second: 40 });
  box.answer.mockResolvedValue({ ok: false, refusal: { code: 'gone', text: 'x' } });
  await box.track.send();
  expect(box.track.waiting(LESSON)).toBeUndefined();
});

test('the microphone is opened by the rule for voice notes alone, and closed whatever happens', async () => {
  const track = { stop: vi.fn() };
  const close = vi.fn();
  const open = vi.fn(async (rule: string) => ({
    ...{ stream: { getAudioTracks: () => [track] }, rule, close },
    ...{ videoFault: undefined, audioFault: undefined as DeviceFault | undefined },
  }));
  class FakeRecorder {
    static isTypeSupported = () => true;
    state = 'inactive';
    ondataavailable = (_: { data: Blob }) => undefined;
    onstop = () => undefined;
    start() {
      this.state = 'recording';
    }
    stop() {
      this.state = 'inactive';
      this.ondataavailable({ data: new Blob(['x']) });
      this.onstop();
    }
  }
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  vi.useFakeTimers();
  const recorder = new Recorder({ open } as unknown as Devices);
  const results: (Recorded | RecordFault)[] = [];
  recorder.done.on((result) => results.push(result));
  expect(await recorder.start()).toBe(true);
  vi.advanceTimersByTime(61_000);
  expect(results).toMatchObject([{ seconds: 60 }]);
  await recorder.start();
  recorder.drop();
  await recorder.start();
  recorder.finish();
  expect(results.slice(1)).toEqual(['empty']);
  expect([open.mock.calls.map(([rule]) => rule), close.mock.calls.length]).toEqual([Array(3).fill('voice-note'), 3]);
  open.mockResolvedValueOnce({ ...(await open('voice-note')), audioFault: 'missing' });
  expect(await recorder.start()).toBe(false);
  expect([results.at(-1), close.mock.calls.length]).toEqual(['missing', 4]);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('times are said as a clock and as people say them', () => {
  expect([atWord(0), atWord(65.9), atWord(3_729)]).toEqual(['0:00', '1:05', '1:02:09']);
  expect([lengthWord(48), lengthWord(720)]).toEqual(['48 秒', '12 分钟']);
});
