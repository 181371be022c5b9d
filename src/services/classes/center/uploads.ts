import { and, eq } from 'drizzle-orm';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import { newId } from '../../../protocol/ids.ts';
import type { classes } from '../protocol.ts';
import { job } from '../schema.ts';
import { lessonRow } from './courses.ts';
import { discard, filmFolder, uploadPath } from './files.ts';
import { enqueue, jobOf, jobView, moveJob, tellJob } from './jobs.ts';

type UploadAsks = Pick<Handlers<typeof classes>, 'beginUpload' | 'retryJob' | 'dropJob'>;

/** Films on their way. */
export const uploadHandlers: UploadAsks = {
  async beginUpload(work, actor, { lessonId, name, bytes }) {
    const { communityId, tx } = work;
    await lessonRow(tx, communityId, lessonId);
    const known = await jobOf(tx, communityId, lessonId);
    if (known?.state === 'uploading' && known.name === name && known.bytes === bytes) return jobView(known);
    if (known?.state === 'waiting' || known?.state === 'working') {
      if (!known.sample) throw refuse('conflict', 'classes.refused.packaging');
    }
    if (known) {
      await tx.delete(job).where(and(eq(job.communityId, communityId), eq(job.id, known.id)));
      work.afterCommit((place) => discard(place, uploadPath(place, known.id)));
    }
    const id = newId();
    const [row] = await tx
      .insert(job)
      .values({
        ...{ communityId, id, lessonId, name, bytes },
        ...{ state: 'uploading', received: 0, percent: 0, sample: false, since: work.now },
      })
      .returning();
    if (!row) throw refuse('unavailable');
    work.audit(actor, 'classes.beginUpload', `lesson:${lessonId}`, { bytes });
    await tellJob(work, lessonId, jobView(row));
    return jobView(row);
  },

  async retryJob(work, actor, { jobId }) {
    const [row] = await work.tx
      .select()
      .from(job)
      .where(and(eq(job.communityId, work.communityId), eq(job.id, jobId)));
    if (!row) throw refuse('gone', 'classes.refused.gone');
    if (row.state !== 'failed') return jobView(row);
    const moved = await moveJob(work, jobId, { state: 'waiting', fault: null, percent: 0, since: work.now });
    await enqueue(work, jobId);
    work.audit(actor, 'classes.retryJob', `lesson:${row.lessonId}`);
    return moved ?? jobView(row);
  },

  async dropJob(work, actor, { jobId }) {
    const [row] = await work.tx
      .delete(job)
      .where(and(eq(job.communityId, work.communityId), eq(job.id, jobId)))
      .returning();
    if (!row) return {};
    work.audit(actor, 'classes.dropJob', `lesson:${row.lessonId}`);
    await tellJob(work, row.lessonId, null);
    work.afterCommit((place) => discard(place, uploadPath(place, jobId), filmFolder(place, jobId)));
    return {};
  },
};
