import { and, eq } from 'drizzle-orm';
import type * as v from 'valibot';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { Draft, Template, TemplateInput } from '../protocol.ts';
import { template } from '../schema.ts';

type TemplateRow = typeof template.$inferSelect;
type Input = v.InferOutput<typeof TemplateInput>;

/** Stands for words that differ each time. */
const GAP = '{}';

function view({ id, name, hazard, level, headline, body, halfHours, approvedBy }: TemplateRow): Template {
  return { id, name, hazard, level, headline, body, hours: halfHours / 2, approvedBy };
}

/** Templates in use, by hazard and name. */
export async function listTemplates(db: Queries, communityId: string): Promise<Template[]> {
  const rows = await db
    .select()
    .from(template)
    .where(and(eq(template.communityId, communityId), eq(template.retired, false)))
    .orderBy(template.hazard, template.level, template.name);
  return rows.map(view);
}

/** Makes or changes a template; a changed one has to be approved again. */
export async function saveTemplate(work: Work, id: string = newId(), input: Input): Promise<Template> {
  const { hours, ...words } = input;
  const set = { ...words, halfHours: Math.round(hours * 2), approvedBy: null, retired: false };
  const [row] = await work.tx
    .insert(template)
    .values({ communityId: work.communityId, id, ...set })
    .onConflictDoUpdate({ target: [template.communityId, template.id], set })
    .returning();
  if (!row) throw new Error('template was not written');
  return view(row);
}

/** Approves a template's words, or takes it out of use. Refuses `gone`. */
export async function markTemplate(
  work: Work,
  id: string,
  mark: { approvedBy: string } | { retired: true },
): Promise<Template> {
  const [row] = await work.tx
    .update(template)
    .set(mark)
    .where(and(eq(template.communityId, work.communityId), eq(template.id, id), eq(template.retired, false)))
    .returning();
  if (!row) throw refuse('gone');
  return view(row);
}

/** Whether a draft says what its approved template says, with nothing but the gaps filled. */
export async function keepsTemplate(db: Queries, communityId: string, draft: Draft): Promise<boolean> {
  if (!draft.templateId) return false;
  const [row] = await db
    .select()
    .from(template)
    .where(and(eq(template.communityId, communityId), eq(template.id, draft.templateId)));
  if (!row?.approvedBy || row.retired) return false;
  return (
    row.level === draft.level &&
    row.hazard === draft.hazard &&
    fills(row.headline, draft.headline) &&
    fills(row.body, draft.body)
  );
}

/** Whether `words` are the template's text with something in each gap. */
export function fills(text: string, words: string): boolean {
  const parts = text.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.{1,20}')}$`, 'su').test(words);
}
