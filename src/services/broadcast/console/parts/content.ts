import * as v from 'valibot';
import { type Message, needsApproval, WarningContent } from '../../protocol.ts';
import { sha256 } from '../signing.ts';

/** What the exact text says that is signed; undefined when it says nothing of the kind. */
export function contentOf({ content }: Pick<Message, 'content'>): WarningContent | undefined {
  if (content === null) return undefined;
  try {
    const parsed = v.safeParse(WarningContent, JSON.parse(content));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the text is the one that its fingerprint names: made here, and not believed. */
export async function isWhole({ content, hash }: Pick<Message, 'content' | 'hash'>): Promise<boolean> {
  return content !== null && hash !== null && (await sha256(content)) === hash;
}

/** What the author's last button does: one person may send it, or another has to look at it first. */
export function deedOf(content: WarningContent, fromTemplate: boolean): 'send' | 'submit' {
  return needsApproval(content) && !(content.level === 'orange' && fromTemplate) ? 'submit' : 'send';
}

/** Whether the author signs it with the own key. */
export function needsSignature(content: WarningContent): boolean {
  return needsApproval(content);
}
