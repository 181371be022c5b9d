import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/protocol/ids.ts';
import { clockTime, dayOf } from '../../src/protocol/time.ts';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { connectBox, connectStaff } from '../../src/testing/harness.ts';
import { makeFilm } from '../../src/testing/teacher.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let desk: Page;
let tv: Television;
const folder = mkdtempSync(join(tmpdir(), 'xiyangli-classes-'));

beforeAll(async () => {
  journey = await beginJourney();
  [desk, tv] = [await journey.console('teacher'), await journey.television()];
});
afterAll(async () => {
  await journey.end();
  rmSync(folder, { recursive: true });
});

const media = (of: Television) =>
  of.page.evaluate(() => window.__tv?.media()) as Promise<{ state?: string; position?: number; players: number }>;
const plays = (of: Television) => expect.poll(async () => (await media(of)).state, { timeout: 15_000 }).toBe('playing');

/** Opens the course of this journey, wherever it stands among the others. */
async function openCourse(): Promise<void> {
  await tv.press('down');
  for (let card = 0; card < 4; card++) {
    await tv.press('ok');
    await tv.sees('报名');
    if ((await tv.text()).includes('发语音')) return;
    await tv.press('back', 'right');
  }
  throw new Error('the course is not there');
}

const secretOf = (of: Television) =>
  of.page.evaluate(() => JSON.parse(localStorage.getItem('xiyangli.secret') ?? '""')) as Promise<string>;

test('a teacher sends a film and captions; a resident finds them without a reload', async () => {
  writeFileSync(join(folder, 'lesson.mp4'), makeFilm(40, 'high'));
  writeFileSync(join(folder, 'wrong.mp4'), 'PK: this is no film at all');
  writeFileSync(join(folder, 'lesson.srt'), '1\n00:00:00,000 --> 00:00:39,000\n大家好，慢慢来\n');
  await tv.press('2', '4');
  await tv.sees('课程表');

  await desk.getByText('课程和视频').click();
  await desk.getByText('新建课程').click();
  await desk.getByLabel('课程', { exact: true }).fill('学用微信');
  await desk.getByRole('button', { name: /保\s?存/ }).click();
  await desk.getByRole('heading', { name: '学用微信' }).waitFor();
  for (const title of ['发语音', '看照片']) {
    await desk.getByLabel('新一课的名字').fill(title);
    await desk.getByRole('button', { name: '添加一课' }).click();
    await desk.locator(`input.lesson-title[value="${title}"]`).waitFor();
  }
  const files = desk.locator('.course-lessons li').first().locator('input[type=file]');
  const film = files.and(desk.locator('[accept*="mp4"]'));
  await film.setInputFiles(join(folder, 'wrong.mp4'));
  await desk.getByText('不是 MP4 视频，请换成 MP4').waitFor();
  await film.setInputFiles(join(folder, 'lesson.mp4'));
  await desk.getByText('0 分 40 秒').waitFor({ timeout: 30_000 });
  await files.and(desk.locator('[accept*="srt"]')).setInputFiles(join(folder, 'lesson.srt'));
  await desk.getByText('有字幕').first().waitFor();
  await tv.sees('学用微信');
});

/** Waits until something that comes by itself has taken the picture, ends it, and gives the second at which that was. */
async function goesOnAfter(words: string, end: () => Promise<void>): Promise<number> {
  let interrupted = 0;
  for (let now = await media(tv); now.players > 0; now = await media(tv)) interrupted = now.position ?? interrupted;
  await tv.sees(words);
  await end();
  await plays(tv);
  const after = (await media(tv)).position ?? 0;
  expect(after).toBeGreaterThanOrEqual(interrupted - 0.5);
  expect(after - interrupted).toBeLessThan(5);
  return interrupted;
}

test('a lesson goes on at the same second: after a pause, a warning, a call, and on another box', async () => {
  await openCourse();
  await tv.press('ok');
  await plays(tv);
  await tv.sees('大家好，慢慢来');
  await tv.press('right', 'ok');
  await tv.sees('停住了');
  const stopped = (await media(tv)).position ?? 0;
  expect(stopped).toBeGreaterThanOrEqual(10);
  await tv.press('ok');
  await plays(tv);

  const newsroom = await openNewsroom(journey.center);
  const warned = newsroom.send({ headline: '大风橙色预警', body: '请关好门窗。' });
  await goesOnAfter('我知道了', async () => {
    // A warning does not take a key that was meant for what lay below it.
    for (let tries = 0; tries < 5 && (await tv.layers()).length > 0; tries++) {
      await tv.page.waitForTimeout(600);
      await tv.press('ok');
    }
  });
  await newsroom.writer.get('broadcast:stop', { id: (await warned).id });
  newsroom.close();

  const officer = await connectStaff(journey.center, 'officer');
  const box = await connectBox(journey.center, { secret: await secretOf(tv) });
  const to = { kind: 'household' as const, id: (await box.get('box:home', {})).household.id };
  box.close();
  const call = { callId: newId(), end: newId() };
  const offer = { description: { type: 'offer' as const, sdp: 'v=0' } };
  const dialled = officer.get('calls:dial', { ...call, to, video: false, offer });
  const interrupted = await goesOnAfter(' 来电', () => tv.press('back'));
  await dialled;
  officer.close();
  await tv.press('back');
  await tv.sees(/看到 0:/);
  const left = (await media(tv)).players;
  expect(left).toBe(0);

  const other = await journey.televisionBehind('2门301');
  await other.press('2', '4');
  await other.sees('接着上次看');
  await other.press('ok');
  await plays(other);
  const there = (await media(other)).position ?? 0;
  expect(there).toBeGreaterThanOrEqual(interrupted - 0.5);
  await other.press('right', 'right', 'right');
  await other.sees('“发语音”看完了', 30_000);
  await other.press('ok');
  await other.sees('看完 1/2 课');
  await tv.sees('看完了');
  await other.close();
});

test('a question is spoken with a red sign, heard, sent, and answered in writing', async () => {
  await tv.moveTo('Button:enrol', 'right', 2);
  await tv.press('down', 'ok');
  await tv.sees('说给老师听');
  await tv.press('ok');
  await tv.sees('正在录音');
  await tv.page.waitForTimeout(1_500);
  await tv.press('ok');
  await tv.sees('还没有发出去');
  await tv.press('ok');
  await tv.sees('老师收到了');
  await desk.getByText('语音提问').click();
  await desk.getByText('3号楼 2门301').waitFor();
  await desk.getByLabel('写给住户的回复，用大白话').fill('先点绿色的图标，再按住说话。');
  await desk.getByText('发到电视上').click();
  await tv.sees('回复了您关于');
  await tv.press('ok', 'back');
  await tv.press('up');
  await tv.moveTo('ListRow:timetable', 'right', 2);
  await tv.press('down');
  await tv.press('ok');
  await tv.sees('先点绿色的图标');
});

test('a reminder is a pop-up with a way into the class', async () => {
  const teacher = await connectStaff(journey.center, 'teacher');
  const { courses } = await teacher.get('classes:courses', {});
  const course = courses.find(({ title }) => title === '学用微信');
  const lessonId = course?.lessons[0]?.id ?? '';
  const box = await connectBox(journey.center, { secret: await secretOf(tv) });
  const { url } = await box.get('classes:play', { lessonId });
  box.close();
  await tv.press('home', '2', '4');
  await openCourse();
  await tv.moveTo('Button:enrol', 'right', 2);
  await tv.press('ok');
  await tv.sees('谁来参加');
  await tv.press('ok');
  await tv.sees('已报名');
  const begin = Date.now() + 120_000;
  const times = { day: dayOf(begin), from: clockTime(begin), to: clockTime(begin + 3_600_000) };
  const place = { courseId: course?.id ?? '', title: '现场答疑', room: '活动室', url, weeks: 1 };
  await teacher.get('classes:saveSession', { ...place, ...times });
  await tv.sees('“学用微信”快上课了');
  await tv.press('right', 'ok');
  await plays(tv);
  await tv.press('left');
  await tv.sees('正在直播');
  teacher.close();
});
