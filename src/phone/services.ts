import { callText } from '../services/call/text.ts';

/** What services say to relatives: their refusals and their words come over the wire as keys. */
export const serviceTexts = { call: callText } as const;
