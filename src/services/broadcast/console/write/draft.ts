import { BODY_MAX, type Draft, HEADLINE_MAX, LONGEST_HOURS, type Message, type Template } from '../../protocol.ts';
import { hasGaps } from './gaps.ts';

/** Hours that are offered at once for how long it is valid. */
export const QUICK_HOURS = [0.5, 1, 2, 3, 6, 12, 24, 72] as const;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A page without a word on it. There is no default level and no default audience: both are chosen, every time. */
export function blankDraft(sender: string, drill: boolean): Draft {
  return {
    kind: 'alert',
    replaces: null,
    drill,
    level: null,
    hazard: null,
    sender: sender.slice(0, 20),
    headline: '',
    body: '',
    audience: [],
    expiresAt: null,
    picture: null,
    voice: null,
    templateId: null,
  };
}

/** A draft that says what a template says, its gaps open, valid from `now` (ms) for the template's hours. */
export function draftFrom(template: Template, blank: Draft, now: number): Draft {
  const { id, hazard, level, headline, body, hours } = template;
  return { ...blank, templateId: id, hazard, level, headline, body, expiresAt: expiryIn(hours, now) };
}

/** A draft with which a broadcast that was sent is brought up to date, on the same screens. */
export function updateOf({ id, draft }: Message): Draft {
  return { ...draft, kind: 'update', replaces: id, templateId: null, voice: null };
}

/** The end (ISO) of something that is valid for so many hours from `now` (ms), on a full minute. */
export function expiryIn(hours: number, now: number): string {
  return new Date(Math.floor((now + hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS).toISOString();
}

/** 'ok', or what is wrong with an end (ISO) seen at `now` (ms). */
export function judgeExpiry(expiresAt: string | null, now: number): 'ok' | 'none' | 'over' | 'tooLong' {
  if (expiresAt === null) return 'none';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'over';
  return left > LONGEST_HOURS * HOUR_MS ? 'tooLong' : 'ok';
}

/** What may be missing before the last look, in the order of the form. */
export type Missing =
  | 'level'
  | 'hazard'
  | 'sender'
  | 'headline'
  | 'body'
  | 'gaps'
  | 'tooLong'
  | 'audience'
  | 'expiry'
  | 'expiryOver'
  | 'expiryTooLong';

/** What keeps a draft from its last look at `now` (ms); empty when nothing does. */
export function missingIn(draft: Draft, now: number): Missing[] {
  const blank = (words: string) => words.trim() === '';
  const expiry = judgeExpiry(draft.expiresAt, now);
  const found: (Missing | false)[] = [
    draft.level === null && 'level',
    draft.hazard === null && 'hazard',
    blank(draft.sender) && 'sender',
    blank(draft.headline) && 'headline',
    blank(draft.body) && 'body',
    (hasGaps(draft.headline) || hasGaps(draft.body)) && 'gaps',
    isTooLong(draft) && 'tooLong',
    draft.audience.length === 0 && 'audience',
    expiry === 'none' && 'expiry',
    expiry === 'over' && 'expiryOver',
    expiry === 'tooLong' && 'expiryTooLong',
  ];
  return found.filter((one) => one !== false);
}

/** More words than a screen takes: can come about when a template's gaps are filled. */
export function isTooLong({ headline, body }: Pick<Draft, 'headline' | 'body'>): boolean {
  return headline.trim().length > HEADLINE_MAX || body.trim().length > BODY_MAX;
}
