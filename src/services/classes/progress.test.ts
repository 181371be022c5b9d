import { and, eq } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingOn, type WorkPlace } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { connectBox, connectStaff, startTestCenter, type TestBox, type TestCenter } from '../../testing/harness.ts';
import { openProgressBook, type Told, writeDown } from './center/progress-book.ts';
import { mergeProgress } from './protocol/rules.ts';
import { lesson, progress } from './schema.ts';

let center: TestCenter;
let box: TestBox;
let lessonId: string;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  const teacher = await connectStaff(center, 'teacher');
  const fields = {
    title: '大家看',
    teacher: '林老师',
    about: '',
    picture: 'phone',
    shelf: 'phone',
    hidden: false,
  } as const;
  const { id: courseId } = await teacher.get('classes:saveCourse', fields);
  lessonId = (await teacher.get('classes:saveLesson', { courseId, title: '一' })).lessons[0]?.id ?? '';
  teacher.close();
});
afterAll(async () => {
  box.close();
  await center.stop();
});

/** The center's place, whose database is asked for a connection by `connect` for each transaction. */
function placeWith(connect: () => Promise<PoolClient>): WorkPlace {
  const { place } = center.center;
  const client = Object.assign(Object.create(place.db.$client), { connect });
  return { ...place, db: Object.assign(Object.create(place.db), { $client: client }) };
}

test('a thousand who tell at once cost few transactions, and what is kept is the merge of all that was told', async () => {
  let begun = 0;
  const place = placeWith(() => {
    begun += 1;
    return center.center.place.db.$client.connect();
  });
  const idle = openProgressBook(place);
  const { communityId } = await communityOf();
  const homes = Array.from({ length: 250 }, newId);
  const day = Date.now() - 86_400_000;
  // Four of each home, in no order; the last but one is the newest.
  const told = homes.flatMap((householdId, home) =>
    [10, 20, 40, 30].map(
      (second): Told => ({
        ...{ communityId, householdId, lessonId, second: second + (home % 7) },
        ...{ done: second === 10, at: new Date(day + second * 1_000).toISOString() },
      }),
    ),
  );
  const reading = readingOn(place, communityId);
  const strange = writeDown(reading, { ...told[0], lessonId: newId() } as Told).catch(({ refusal }) => refusal.code);
  const replies = await Promise.all(told.map((one) => writeDown(reading, one)));
  await idle();
  expect(await strange).toBe('gone');
  expect(begun).toBeGreaterThan(0);
  expect(begun).toBeLessThan(10);

  const rows = await place.db
    .select()
    .from(progress)
    .where(and(eq(progress.communityId, communityId), eq(progress.lessonId, lessonId)));
  expect(rows).toHaveLength(homes.length);
  for (const { householdId, second, done, at } of rows) {
    const own = told.filter((one) => one.householdId === householdId);
    const {
      second: wanted,
      done: seen,
      at: when,
    } = own.reduce<Pick<Told, 'second' | 'done' | 'at'>>(mergeProgress, own[0] as Told);
    expect({ second, done, at: new Date(at).toISOString() }).toEqual({ second: wanted, done: seen, at: when });
  }
  expect(replies.every(({ done }) => done)).toBe(true);
});

test('what a broken transaction did not write is refused to all of it, and can be told again', async () => {
  let broken = true;
  const place = placeWith(() =>
    broken ? Promise.reject(new Error('the database is away')) : center.center.place.db.$client.connect(),
  );
  openProgressBook(place);
  const { communityId, householdId } = await communityOf();
  const reading = readingOn(place, communityId);
  const told = { communityId, householdId, lessonId, second: 5, done: false, at: new Date().toISOString() };
  await expect(writeDown(reading, told)).rejects.toThrow('away');
  broken = false;
  expect(await writeDown(reading, told)).toMatchObject({ second: 5 });
});

async function communityOf() {
  const householdId = (await box.get('box:home', {})).household.id;
  const [own] = await center.center.place.db.select({ communityId: lesson.communityId }).from(lesson);
  return { communityId: own?.communityId ?? '', householdId };
}
