import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PushBody } from '../../protocol/services.ts';
import { addDays, clockTime, dayOf } from '../../protocol/time.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { type Desk, makeFile, makeFilm, openDesk } from '../../testing/teacher.ts';
import type { StaffCourse } from './protocol/model.ts';

let center: TestCenter;
let box: TestBox;
let neighbour: TestBox;
let teacher: Client;
let desk: Desk;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  neighbour = await enrolBox(center, '2门101');
  teacher = await connectStaff(center, 'teacher');
  desk = await openDesk(center, 'teacher');
});
afterAll(async () => {
  for (const one of [box, neighbour, teacher]) one.close();
  await center.stop();
});

async function newCourse(title: string, lessons: readonly string[]): Promise<StaffCourse> {
  const fields = { title, teacher: '林老师', about: '', picture: 'phone', shelf: 'phone', hidden: false } as const;
  let course = await teacher.get('classes:saveCourse', fields);
  for (const name of lessons) course = await teacher.get('classes:saveLesson', { courseId: course.id, title: name });
  return course;
}

/** Sends a film for a lesson and waits until it is its film, or has failed. */
async function upload(lessonId: string, film: Buffer, name = '第一课.mp4') {
  const job = await teacher.get('classes:beginUpload', { lessonId, name, bytes: film.length });
  expect((await desk.send(job.id, film)).status).toBe(200);
  const lessonNow = async () => {
    const { courses } = await teacher.get('classes:courses', {});
    return courses.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId);
  };
  // An encoder on a busy machine takes its time.
  await expect
    .poll(async () => (await lessonNow())?.job?.state ?? 'none', { timeout: 20_000, interval: 60 })
    .toMatch(/^(none|failed)$/);
  return lessonNow();
}

const firstResident = async (of: TestBox) => (await of.get('box:home', {})).residents[0]?.id ?? '';
const filmsOf = () => readdir(join(center.center.place.filesDir, 'classes/films'));

test('a film is sent in pieces, packaged, and played with captions, until its pass has run out', async () => {
  const course = await newCourse('学打电话', ['第一课', '第二课']);
  const [first, second] = course.lessons.map(({ id }) => id) as [string, string];
  expect(await box.ask('classes:play', { lessonId: first })).toMatchObject({
    refusal: { text: 'classes.refused.noFilm' },
  });
  expect(await upload(first, makeFilm(5, 'high', '640x400'))).toMatchObject({ job: null, durationS: 5 });
  await until('boxes hear of it', () => box.pushes.find((p) => p.name === 'classes:changed'));
  const told = teacher.pushes.filter((p) => p.name === 'classes:job').map((p) => p.body as PushBody<'classes:job'>);
  expect(told.map(({ job }) => job?.state)).toContain('working');
  expect(told.at(-1)).toMatchObject({ lessonId: first, durationS: 5, job: null });

  const srt = '1\r\n00:00:00,500 --> 00:00:02,000\r\n您好\r\n';
  const captions = await desk.request(`/api/classes/lessons/${first}/captions`, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    body: srt,
  });
  expect(captions.status).toBe(204);

  const playing = await box.get('classes:play', { lessonId: first });
  expect(playing).toMatchObject({ second: 0, captions: true, durationS: 5, next: null });
  const url = center.url + playing.url;
  const master = await (await fetch(url)).text();
  expect(master.match(/RESOLUTION=\d+x(\d+)/g)).toHaveLength(2);
  expect(master.indexOf('x360')).toBeLessThan(master.indexOf('x400'));
  expect(master).toContain('SUBTITLES="subs"');
  const beside = (name: string) => url.replace('master.m3u8', name);
  expect(await (await fetch(beside('captions.vtt'))).text()).toContain('00:00:00.500 --> 00:00:02.000\n您好');
  const list = await (await fetch(beside('v0.m3u8'))).text();
  expect(list).toMatch(/#EXT-X-ENDLIST/);
  expect((await fetch(beside('v0_9999.m4s'))).status).toBe(404);
  const segment = await fetch(beside(/v0_\d+\.m4s/.exec(list)?.[0] ?? ''), { headers: { range: 'bytes=0-9' } });
  expect([segment.status, segment.headers.get('content-range')?.slice(0, 10)]).toEqual([206, 'bytes 0-9/']);
  expect(segment.headers.get('cache-control')).toContain('immutable');

  expect((await fetch(beside('../../../../healthz'))).status).not.toBe(206);
  expect((await fetch(url.replace(/films\/[^/]+/, `films/zzz.${'A'.repeat(43)}`))).status).toBe(403);
  center.setClock(5 * 3_600_000 + 1_000);
  expect((await fetch(url)).status).toBe(403);
  const again = await box.get('classes:play', { lessonId: first });
  expect((await fetch(center.url + again.url)).status).toBe(200);
  center.setClock(0);

  const before = await filmsOf();
  expect(await upload(first, makeFilm(3), '新的.mp4')).toMatchObject({ job: null, durationS: 3 });
  const { lessons: shown } = await box.get('classes:course', { courseId: course.id });
  expect(shown[1]?.poster).toBeNull();
  const poster = await fetch(center.url + shown[0]?.poster);
  expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(
    Buffer.from(await poster.arrayBuffer())
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');
  expect((await fetch(`${center.url}/classes/posters/${randomUUID()}.jpg`)).status).toBe(404);
  expect((await fetch(`${center.url}/classes/posters/..%2F..%2Fpasses.jpg`)).status).toBe(404);
  const single = center.url + (await box.get('classes:play', { lessonId: first })).url;
  const rung = await (await fetch(single.replace('master.m3u8', 'v0.m3u8'))).text();
  for (const name of rung.match(/[\w%]+\.(mp4|m4s)/g) ?? ['none']) {
    expect([name, (await fetch(single.replace('master.m3u8', name))).status]).toEqual([name, 200]);
  }
  await until('the old film is gone', async () => !(await filmsOf()).includes(before[0] ?? ''));
  expect(await upload(second, makeFilm(1))).toMatchObject({ job: null });
  expect(await box.get('classes:play', { lessonId: first })).toMatchObject({ next: { title: '第二课' } });
  await teacher.get('classes:removeCourse', { courseId: course.id });
  await until('their files go with them', async () => (await filmsOf()).length === 0);
  expect((await fetch(center.url + again.url)).status).toBe(404);
});

test('what is no lesson is told in words, and whatever is wrong with it is found by its content', async () => {
  const course = await newCourse('怪文件', ['一', '二', '三', '四']);
  const [first, second, third, fourth] = course.lessons.map(({ id }) => id) as [string, string, string, string];
  const good = makeFilm(4);
  const sound = makeFile('sound.mp4', ['-f', 'lavfi', '-i', 'sine', '-t', '1', '-c:a', 'aac']);
  const playlist = Buffer.from('#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n');
  expect(await upload(first, playlist, 'lesson.mp4')).toMatchObject({ job: { state: 'failed', fault: 'type' } });
  expect(await upload(second, good.subarray(0, good.length / 2))).toMatchObject({ job: { fault: 'broken' } });
  expect(await upload(third, sound)).toMatchObject({ job: { fault: 'noVideo' } });
  const long = makeFile('long.mp4', ['-f', 'lavfi', '-i', 'color=s=16x16:r=1/60', '-t', '10900', '-c:v', 'libx264']);
  const failed = await upload(fourth, long);
  expect(failed).toMatchObject({ job: { fault: 'tooLong' } });
  expect(await teacher.get('classes:retryJob', { jobId: failed?.job?.id ?? '' })).toMatchObject({ state: 'waiting' });
  await until('it has failed again', async () => {
    const { courses } = await teacher.get('classes:courses', {});
    return courses.flatMap(({ lessons }) => lessons).find(({ id }) => id === fourth)?.job?.state === 'failed';
  });
  await teacher.get('classes:dropJob', { jobId: failed?.job?.id ?? '' });
  expect(await upload(first, good)).toMatchObject({ job: null });
  expect(center.center.place.ffmpeg.running).toBe(0);
});

test('pieces: in their order, no more than was said, from teachers alone, and one that broke off goes on', async () => {
  const course = await newCourse('分段', ['一']);
  const lessonId = course.lessons[0]?.id ?? '';
  const film = makeFilm(2);
  const said = { lessonId, name: '../../etc/passwd.mp4', bytes: film.length };
  const job = await teacher.get('classes:beginUpload', said);
  const put = (from: number, bytes: Uint8Array, path = job.id, who = desk) =>
    who.request(`/api/classes/uploads/${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(from) },
      body: new Uint8Array(bytes),
    });
  expect(await teacher.ask('classes:beginUpload', { ...said, name: 'a\u0000.mp4' })).toMatchObject({ ok: false });
  const stranger: Desk = { ...desk, request: (path, init) => fetch(center.url + path, init) };
  expect((await put(0, film, job.id, stranger)).status).toBe(403);
  expect((await put(0, film, job.id, await openDesk(center, 'canteen'))).status).toBe(403);
  expect((await put(0, film, '..%2F..%2Fescape')).status).toBe(400);
  expect((await put(0, film, randomUUID())).status).toBe(410);
  expect((await put(0, Buffer.concat([film, film]))).status).toBe(413);
  expect((await put(0, film.subarray(0, 1_000))).status).toBe(200);
  const jumped = await put(5_000, film.subarray(5_000));
  expect([jumped.status, await jumped.json()]).toEqual([409, { received: 1_000 }]);
  // The page was closed; the same file goes on, another one begins anew.
  expect(await teacher.get('classes:beginUpload', said)).toMatchObject({ id: job.id, received: 1_000 });
  const both = await Promise.all([put(1_000, film.subarray(1_000)), put(1_000, film.subarray(1_000))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([409, 410])]);
  await until('it is the lesson', async () => (await box.ask('classes:play', { lessonId })).ok);
  const tooLarge = await teacher.ask('classes:beginUpload', { lessonId, name: 'x.mp4', bytes: 2 * 1024 ** 3 + 1 });
  expect(tooLarge).toMatchObject({ refusal: { code: 'invalid' } });
  expect(await readdir(join(center.center.place.filesDir, 'classes/uploads'))).not.toContain(job.id);
});

test('a lesson goes on at the other box of the home; what came late does not set it back; nobody else sees it', async () => {
  const course = await newCourse('接着看', ['一', '二']);
  const [lessonId, next] = course.lessons.map(({ id }) => id) as [string, string];
  await upload(lessonId, makeFilm(40));
  await upload(next, makeFilm(1));
  const other = await enrolBox(center, '2门301');
  const at = (ago: number) => new Date(Date.now() - ago).toISOString();
  await box.get('classes:progress', { lessonId, second: 21.5, done: false, at: at(1_000) });
  await until('the other box hears of it', () => other.pushes.find((p) => p.name === 'classes:progressed'));
  expect(await other.get('classes:progress', { lessonId, second: 4, done: false, at: at(60_000) })).toMatchObject({
    second: 21.5,
  });
  expect(await other.get('classes:play', { lessonId })).toMatchObject({ second: 21.5 });
  expect((await other.get('classes:overview', {})).resume).toMatchObject({ id: lessonId, second: 21.5 });
  expect(await neighbour.get('classes:play', { lessonId })).toMatchObject({ second: 0 });
  expect((await neighbour.get('classes:overview', {})).resume).toBeNull();
  expect(neighbour.pushes.filter((p) => p.name === 'classes:progressed')).toEqual([]);

  // A clock that runs ahead does not rule for ever.
  await other.get('classes:progress', { lessonId, second: 39.5, done: true, at: at(-86_400_000) });
  await box.get('classes:progress', { lessonId, second: 40, done: true, at: at(-1) });
  expect((await box.get('classes:overview', {})).resume).toMatchObject({ id: next });
  expect(await box.get('classes:play', { lessonId })).toMatchObject({ second: 0 });
  const { lessons } = await box.get('classes:course', { courseId: course.id });
  expect(lessons.map(({ done }) => done)).toEqual([true, false]);
  const { learners } = await teacher.get('classes:learners', { courseId: course.id });
  expect(learners).toMatchObject([{ where: '3号楼 2门301', seen: 1, names: [] }]);
  other.close();
});

test('who is enrolled is reminded ten minutes before and at the beginning, also on a box that was off', async () => {
  const course = await newCourse('直播课', []);
  await box.get('classes:enrol', { courseId: course.id, residentId: await firstResident(box), on: true });
  const strange = { courseId: course.id, residentId: await firstResident(neighbour), on: true };
  expect(await box.ask('classes:enrol', strange)).toMatchObject({ refusal: { code: 'gone' } });
  const begin = Date.now() + 15 * 60_000;
  const plan = {
    ...{ courseId: course.id, title: '第一次', room: '', url: 'https://example.org/live.m3u8', weeks: 2 },
    ...{ day: dayOf(begin), from: clockTime(begin), to: clockTime(begin + 3_600_000) },
  };
  const { sessions } = await teacher.get('classes:saveSession', plan);
  expect(sessions).toHaveLength(2);
  const [session] = sessions;
  const sessionId = session?.id ?? '';
  const reminders = (of: TestBox) =>
    of.feed.filter((m) => m.name === 'classes:reminder').map((m) => (m.body as { kind: string }).kind);
  const ahead = (at: number) => {
    center.setClock(at - Date.now());
    center.center.place.nudge();
  };
  const start = Date.parse(session?.startsAt ?? '');
  expect(await box.ask('classes:join', { sessionId })).toMatchObject({ refusal: { code: 'conflict' } });
  ahead(start - 10 * 60_000 + 1);
  await until('it is reminded', () => reminders(box).length === 1);
  expect(await box.get('classes:join', { sessionId })).toMatchObject({ url: plan.url });
  const { secret } = box;
  box.close();
  ahead(start + 1_000);
  await until('the clock has struck', async () => {
    const late = await connectBox(center, { secret, cursors: {} });
    late.close();
    return late.hello.missed.messages.some((m) => (m.body as { kind?: string }).kind === 'now');
  });
  // What was only a warning before the beginning is not shown after it.
  box = await connectBox(center, { secret, cursors: {} });
  const missed = box.hello.missed.messages.filter((m) => m.name === 'classes:reminder');
  expect(missed.map((m) => (m.body as { kind: string }).kind)).toEqual(['now']);
  ahead(Date.parse(session?.endsAt ?? '') + 1);
  expect(await box.ask('classes:join', { sessionId })).toMatchObject({ refusal: { code: 'late' } });
  const over = await connectBox(center, { secret, cursors: {} });
  expect(over.hello.missed.messages.filter((m) => m.name === 'classes:reminder')).toEqual([]);
  over.close();
  center.setClock(0);
  await teacher.get('classes:cancelSession', { sessionId: sessions[1]?.id ?? '' });
  await until('they are told that it is off', () => reminders(box).includes('cancelled'));
  expect(reminders(neighbour)).toEqual([]);
  const { sessions: nextWeek } = await teacher.get('classes:week', { from: addDays(dayOf(begin), 7) });
  expect(nextWeek.find(({ courseId }) => courseId === course.id)).toMatchObject({ cancelled: true, enrolled: 1 });
});

test('a question by voice reaches the teacher, the answer the home that asked, and nobody else either', async () => {
  const course = await newCourse('提问', []);
  const sound = makeFile('note.webm', ['-f', 'lavfi', '-i', 'sine', '-t', '3', '-c:a', 'libopus']);
  const noteId = randomUUID();
  const ask = (body: Buffer, { secret = box.secret, note = noteId } = {}) =>
    fetch(`${center.url}/api/classes/notes?course=${course.id}&note=${note}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'audio/webm' },
      body: new Uint8Array(body),
    });
  expect((await ask(sound)).status).toBe(204);
  expect((await ask(sound)).status).toBe(204);
  expect((await ask(sound, { secret: neighbour.secret })).status).toBe(409);
  expect((await ask(sound, { secret: 'x'.repeat(40) })).status).toBe(401);
  expect((await ask(Buffer.from('no sound at all'), { note: randomUUID() })).status).toBe(422);
  const long = makeFile('long.webm', ['-f', 'lavfi', '-i', 'sine', '-t', '70', '-c:a', 'libopus', '-b:a', '12k']);
  expect((await ask(long, { note: randomUUID() })).status).toBe(422);
  const { notes } = await teacher.get('classes:inbox', {});
  expect(notes).toMatchObject([{ id: noteId, from: '3号楼 2门301', heard: false, answer: null }]);
  expect(notes[0]?.seconds).toBeCloseTo(3, 0);
  const path = `/api/classes/notes/${noteId}/sound`;
  expect((await fetch(center.url + path)).status).toBe(403);
  expect((await (await openDesk(center, 'officer')).request(path)).status).toBe(403);
  const heard = await desk.request(path);
  expect([heard.status, heard.headers.get('content-type')]).toEqual([200, 'audio/mp4']);
  const answer = await teacher.get('classes:answer', { noteId, text: '先点绿色的按钮。' });
  expect(answer).toMatchObject({ heard: true, answeredBy: '林老师' });
  expect(await teacher.ask('classes:answer', { noteId, text: '再说一遍' })).toMatchObject({ ok: false });
  await until('the home is told', () => box.feed.find((m) => m.name === 'classes:answer'));
  expect((await box.get('classes:notes', {})).notes).toMatchObject([{ answer: '先点绿色的按钮。' }]);
  expect((await neighbour.get('classes:notes', {})).notes).toEqual([]);
  expect(neighbour.feed.filter((m) => m.name === 'classes:answer')).toEqual([]);
  for (const name of ['classes:courses', 'classes:inbox'] as const) {
    expect(await box.ask(name, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  }
});
