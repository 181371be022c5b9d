import { Input } from 'antd';
import { Fragment } from 'react';
import { say } from '../../../../console/say.ts';
import { fillGaps, GAP_MAX, gapValues, partsOf } from './gaps.ts';

/** A template's sentence with a field in each gap. `max` is the longest that the whole may become, in characters. */
export function GapText(props: {
  id: string;
  text: string;
  words: string;
  max: number;
  onChange(words: string): void;
}) {
  const [first, ...rest] = partsOf(props.text);
  const values = gapValues(props.text, props.words) ?? [];
  const { length } = props.words;
  const put = (index: number, value: string) =>
    props.onChange(
      fillGaps(
        props.text,
        rest.map((_, at) => (at === index ? value : (values[at] ?? ''))),
      ),
    );
  return (
    <div className="gap-text">
      {first}
      {rest.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a gap is its place in the sentence
        <Fragment key={index}>
          <Input
            id={index === 0 ? props.id : undefined}
            className="gap"
            aria-label={say('broadcastStaff.write.gap', { n: index + 1 })}
            placeholder={say('broadcastStaff.write.gapHint')}
            status={values[index] ? '' : 'warning'}
            value={values[index] ?? ''}
            autoFocus={index === 0 && !values[index]}
            maxLength={GAP_MAX}
            onChange={(event) => put(index, event.target.value)}
          />
          {part}
        </Fragment>
      ))}
      <span className={length > props.max ? 'gap-count fault' : 'gap-count quiet'}>
        {length} / {props.max}
      </span>
    </div>
  );
}
