import { pathOf, type Report } from './problem.ts';

/** CAP is five deep, a signature some more. */
const DEEPEST = 32;

interface Open {
  path: string;
  children: Map<string, number>;
  comments: number;
  hasText: boolean;
}

export interface Scan {
  /** Nothing further may be read of it: a DOCTYPE, a foreign entity, or too deep. */
  fatal: boolean;
  /** The scan came to the end. A parser that finds a document well-formed which this does not is not to be believed. */
  complete: boolean;
}

/**
 * Looks through the raw text, in one pass and before any parser, for what parsers of XML treat each in their own way:
 * DOCTYPE, entities beyond the five built-in ones, processing instructions, comments that split a value, a second
 * signature. A sender cannot then show one thing to the schema and another to the reader (`<status><?x Test?></status>`).
 * Comments between elements are harmless and stay allowed.
 */
export function scan(text: string, report: Report): Scan {
  const open: Open[] = [opened('')];
  let signatures = 0;
  let fatal = false;
  let at = 0;

  const top = () => open.at(-1) ?? opened('');
  const foreignEntity = (raw: string): void => {
    for (const [entity] of raw.matchAll(/&(?!(?:amp|lt|gt|quot|apos);)[\p{L}_:][\p{L}\p{N}_:.-]*;/gu)) {
      report('entity', top().path, { entity });
      fatal = true;
    }
  };
  const close = (): void => {
    const element = open.pop();
    if (element?.comments && (element.hasText || element.children.size === 0)) report('commentInValue', element.path);
  };
  const enter = (tag: string): void => {
    const name = /^<(?:[^\s/>:]*:)?([^\s/>]*)/.exec(tag)?.[1] ?? '';
    const { path, children } = top();
    const nth = (children.get(name) ?? 0) + 1;
    children.set(name, nth);
    open.push(opened(pathOf(path, name, nth)));
    foreignEntity(tag);
    if (name === 'Signature') signatures += 1;
    if (open.length > DEEPEST + 1) {
      fatal = true;
      report('tooDeep', '', { most: DEEPEST });
    }
    if (tag.endsWith('/>')) close();
  };
  /** Takes the markup that begins at `at`; the answer is where it ends, or -1 where no end is found. */
  const take = (): number => {
    if (text.startsWith('<!--', at)) {
      top().comments += 1;
      return after('-->', at + 4);
    }
    if (text.startsWith('<![CDATA[', at)) {
      top().hasText = true;
      return after(']]>', at + 9);
    }
    if (text.startsWith('<!', at)) {
      if (/^<!DOCTYPE/i.test(text.slice(at, at + 9))) {
        fatal = true;
        report('doctype', '');
      }
      return -1;
    }
    if (text.startsWith('<?', at)) {
      const end = after('?>', at + 2);
      const target = /^<\?([^\s?]*)/.exec(text.slice(at, at + 80))?.[1] ?? '';
      // A declaration that is not at the start is no instruction but malformed, as xmllint says.
      if (target !== 'xml') report('processingInstruction', top().path, { target });
      return end;
    }
    const end = endOfTag(text, at);
    if (end < 0) return -1;
    if (text[at + 1] === '/') close();
    else enter(text.slice(at, end));
    return end;
  };
  const after = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? -1 : found + mark.length;
  };

  while (!fatal && open.length > 0) {
    const next = text.indexOf('<', at);
    const words = text.slice(at, next < 0 ? undefined : next);
    if (words.trim() !== '') top().hasText = true;
    foreignEntity(words);
    if (next < 0) break;
    at = next;
    const end = take();
    if (end < 0) return { fatal, complete: false };
    at = end;
  }
  if (signatures > 1) report('signatures', '', { n: signatures });
  return { fatal, complete: open.length === 1 };
}

function opened(path: string): Open {
  return { path, children: new Map(), comments: 0, hasText: false };
}

/** Behind the `>` that ends the tag at `from`, past quoted values; -1 when another tag begins before. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let i = from + 1; i < text.length; i += 1) {
    const char = text[i];
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i + 1;
    else if (char === '<') return -1;
  }
  return -1;
}
