import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import type { Note, StaffNote } from '../protocol/model.ts';
import { type classes, teachers } from '../protocol.ts';
import { note } from '../schema.ts';

type NoteRow = typeof note.$inferSelect;

const MOST = 200;

function view({ id, courseId, course, teacher, at, seconds, answer, answeredAt }: NoteRow): Note {
  return { id, courseId, course, teacher, at, seconds, answer, answeredAt };
}

const staffView = (row: NoteRow): StaffNote => ({
  ...view(row),
  from: row.from,
  answeredBy: row.answeredBy,
  heard: row.heardAt !== null,
});

/** A question by its id; undefined when there is none. */
export async function noteById(db: Queries, communityId: string, noteId: string): Promise<NoteRow | undefined> {
  const [row] = await db
    .select()
    .from(note)
    .where(and(eq(note.communityId, communityId), eq(note.id, noteId)));
  return row;
}

/** Tells teachers how many questions wait. */
export async function tellNotes(work: Work): Promise<void> {
  const open = await work.tx.$count(note, and(eq(note.communityId, work.communityId), isNull(note.answer)));
  work.tellStaff(teachers, 'classes:noted', { open });
}

type NoteAsks = Pick<Handlers<typeof classes>, 'notes' | 'inbox' | 'answer'>;

/** Questions by voice, and what the teacher writes back. */
export const noteHandlers: NoteAsks = {
  async notes({ db }, { communityId, householdId }) {
    const rows = await db
      .select()
      .from(note)
      .where(and(eq(note.communityId, communityId), eq(note.householdId, householdId)))
      .orderBy(desc(note.at))
      .limit(30);
    return { notes: rows.map(view) };
  },

  async inbox({ db, communityId }) {
    const rows = await db
      .select()
      .from(note)
      .where(eq(note.communityId, communityId))
      .orderBy(sql`${note.answer} IS NOT NULL`, desc(note.at))
      .limit(MOST);
    return { notes: rows.map(staffView) };
  },

  async answer(work, actor, { noteId, text }) {
    const [row] = await work.tx
      .update(note)
      .set({ answer: text, answeredAt: work.now, answeredBy: actor.name })
      .where(and(eq(note.communityId, work.communityId), eq(note.id, noteId), isNull(note.answer)))
      .returning();
    if (!row) {
      const known = await noteById(work.db, work.communityId, noteId);
      throw known ? refuse('conflict', 'classes.refused.answered') : refuse('gone', 'classes.refused.gone');
    }
    work.audit(actor, 'classes.answer', `note:${noteId}`);
    await work.publish(`household:${row.householdId}`, 'classes:answer', view(row));
    await tellNotes(work);
    return staffView(row);
  },
};
