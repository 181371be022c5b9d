import { Fragment } from 'react';
import { say } from '../../../../console/say.ts';
import { partsOf } from '../write/gaps.ts';

/** A template's text with its gaps to be seen. */
export function GapWords({ text }: { text: string }) {
  return partsOf(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a gap is its place in the sentence
    <Fragment key={index}>
      {index > 0 && <span className="gap-mark">{say('broadcastStaff.templates.gap')}</span>}
      {part}
    </Fragment>
  ));
}
