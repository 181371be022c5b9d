import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { connectStaff, until } from '../../src/testing/harness.ts';
import { makeFilm, openDesk } from '../../src/testing/teacher.ts';

let center: CenterProcess;
beforeAll(async () => {
  center = await startCenterProcess();
});
afterAll(() => center.stop());

/** ffmpegs that read a film of this job; a kill of the center must take them along. */
async function encodersOf(jobId: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.startsWith('ffmpeg') && line.includes(jobId)).length;
}

test('a center that is killed while it packages a film takes it up again, and no encoder is left behind', async () => {
  let teacher = await connectStaff(center, 'teacher');
  const { courses } = await teacher.get('classes:courses', {});
  const courseId = courses[0]?.id ?? '';
  const course = await teacher.get('classes:saveLesson', { courseId, title: '长课' });
  const lessonId = course.lessons.at(-1)?.id ?? '';
  const film = makeFilm(12, 'high', '640x400');
  const job = await teacher.get('classes:beginUpload', { lessonId, name: 'a.mp4', bytes: film.length });
  expect((await (await openDesk(center, 'teacher')).send(job.id, film)).status).toBe(200);
  await until('it is in the middle of it', async () => (await encodersOf(job.id)) > 0);
  teacher.close();
  await center.kill();
  await until('the encoder has gone with it', async () => (await encodersOf(job.id)) === 0);
  await center.start();
  teacher = await connectStaff(center, 'teacher');
  await expect
    .poll(
      async () => {
        const now = await teacher.get('classes:courses', {});
        const found = now.courses.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId);
        return found && { durationS: found.durationS, job: found.job?.state ?? null };
      },
      { timeout: 25_000 },
    )
    .toEqual({ durationS: 12, job: null });
  teacher.close();
});
