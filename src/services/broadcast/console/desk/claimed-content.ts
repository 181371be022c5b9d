import * as v from 'valibot';
import { Envelope, WarningContent } from '../../protocol.ts';

/** The content inside an envelope, or the content itself; undefined when it is neither. Nothing here is believed. */
export function claimedContent(text: string): WarningContent | undefined {
  const envelope = v.safeParse(Envelope, parsed(text));
  const inner = envelope.success && envelope.output.type === 'warning' ? envelope.output.content : text;
  const content = v.safeParse(WarningContent, parsed(inner));
  return content.success ? content.output : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
