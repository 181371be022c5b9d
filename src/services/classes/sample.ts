import { and, eq, gte } from 'drizzle-orm';
import type { Work } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import { addDays, dayOf } from '../../protocol/time.ts';
import { enqueue } from './center/jobs.ts';
import { scheduleSession } from './center/session-timers.ts';
import type { Shelf } from './protocol/model.ts';
import { sessionTimes } from './protocol/rules.ts';
import { captions, course, job, lesson, session } from './schema.ts';

interface SampleCourse {
  title: string;
  teacher: string;
  about: string;
  picture: string;
  shelf: Shelf;
  lessons: string[];
  /** Days from today, and the clock. */
  dates: { title: string; ahead: number; from: string; to: string; room: string }[];
}

const COURSES: readonly SampleCourse[] = [
  {
    title: '手机不求人',
    teacher: '林老师',
    about: '从打视频电话到挂号缴费，一步一步教，学不会就再看一遍。',
    picture: 'phone',
    shelf: 'phone',
    lessons: ['打视频电话', '看清来电是谁', '手机上挂号'],
    dates: [{ title: '手机问答', ahead: 1, from: '09:30', to: '10:30', room: '活动室' }],
  },
  {
    title: '八段锦',
    teacher: '郭教练',
    about: '坐着也能练的八段锦，每节只要几分钟，量力而行。',
    picture: 'old-man',
    shelf: 'health',
    lessons: ['双手托天', '左右开弓'],
    dates: [{ title: '一起练', ahead: 2, from: '08:30', to: '09:15', room: '小广场' }],
  },
];

const CAPTION = (title: string): string =>
  `WEBVTT\n\n00:00:01.000 --> 00:00:08.000\n大家好，今天学“${title}”。\n\n00:00:10.000 --> 00:00:20.000\n不着急，慢慢来。\n\n00:00:22.000 --> 00:00:44.000\n学会了，请按返回；没学会，再看一遍。\n`;

/** Two courses whose films are drawn in the background, one after the other. */
export async function sampleClasses(work: Work): Promise<void> {
  const { communityId, tx, now } = work;
  for (const { lessons, dates: _, ...fields } of COURSES) {
    const courseId = newId();
    await tx.insert(course).values({ communityId, id: courseId, ...fields, hidden: false });
    for (const [place, title] of lessons.entries()) {
      const lessonId = newId();
      const id = newId();
      await tx.insert(lesson).values({ communityId, id: lessonId, courseId, place, title });
      await tx.insert(captions).values({ communityId, lessonId, vtt: CAPTION(title) });
      await tx.insert(job).values({
        ...{ communityId, id, lessonId, name: title, bytes: 0, received: 0, percent: 0 },
        ...{ state: 'waiting', sample: true, since: now },
      });
      await enqueue(work, id);
    }
  }
}

/** Each sample course has a live lesson ahead. */
export async function sampleSessions(work: Work): Promise<void> {
  const { communityId, tx, now } = work;
  const courses = await tx.select().from(course).where(eq(course.communityId, communityId));
  for (const { title, dates } of COURSES) {
    const of = courses.find((one) => one.title === title);
    if (!of) continue;
    const ahead = await tx.$count(
      session,
      and(eq(session.communityId, communityId), eq(session.courseId, of.id), gte(session.startsAt, now)),
    );
    if (ahead > 0) continue;
    for (const { ahead: days, from, to, title: name, room } of dates) {
      const times = sessionTimes(addDays(dayOf(now), days), from, to);
      const fields = { communityId, id: newId(), courseId: of.id, title: name, room, url: null, cancelled: false };
      const [row] = await tx
        .insert(session)
        .values({ ...fields, ...times })
        .returning();
      if (row) await scheduleSession(work, row);
    }
  }
}
