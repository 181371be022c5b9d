import { type CapProblem, problem } from './problem.ts';

/** Longest message that is read, in bytes. */
export const MOST_BYTES = 256 * 1024;

export const CAP_12 = 'urn:oasis:names:tc:emergency:cap:1.2';
const BUILT_IN = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** Beginnings of UTF-32 and UTF-16, with and without a byte order mark. */
const WIDE = [
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0x00, 0x3c],
  [0x3c, 0x00],
  [0x00, 0x00],
];

/**
 * Looks at a message as bytes and text, before any parser does: what could make two readers see two things, or one
 * reader do what it should not, is refused here. Gives the text with CDATA written out as escaped text.
 */
export function scan(bytes: Uint8Array): { text: string } | { problems: CapProblem[] } {
  const refused = (...problems: CapProblem[]) => ({ problems });
  if (bytes.length === 0) return refused(problem('empty'));
  if (bytes.length > MOST_BYTES) {
    return refused(problem('too-large', 'alert', { most: MOST_BYTES, bytes: bytes.length }));
  }
  const raw = decode(bytes);
  if (raw === undefined) return refused(problem('encoding'));
  if (raw.trim() === '') return refused(problem('empty'));
  if (!raw.trimStart().startsWith('<')) return refused(problem('not-xml'));
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/i.exec(raw)?.[1];
  if (declared && !/^utf-?8$/i.test(declared.trim())) return refused(problem('encoding'));
  const text = raw.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => escapeXml(inner));
  const problems = [...markup(text), ...comments(text), ...root(text)];
  return problems.length > 0 ? { problems } : { text };
}

function decode(bytes: Uint8Array): string | undefined {
  if (WIDE.some((start) => start.every((byte, index) => bytes[index] === byte))) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

function* markup(text: string): Generator<CapProblem> {
  if (/<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b/i.test(text)) {
    // What else is odd follows from it.
    yield problem('doctype');
    return;
  }
  const bare = withoutComments(text);
  for (const [, target = ''] of bare.matchAll(/<\?([^\s?>]*)/g)) {
    if (target !== 'xml' || bare.trimStart().indexOf('<?xml') !== 0) {
      yield problem('processing-instruction', 'alert', { target });
      break;
    }
  }
  const instructions = [...bare.matchAll(/<\?/g)].length;
  if (instructions > 1 && !/<\?(?!xml[\s?])/.test(bare))
    yield problem('processing-instruction', 'alert', { target: 'xml' });
  const entity = [...bare.matchAll(/&([A-Za-z_][\w.-]*);/g)].find(([, name = '']) => !BUILT_IN.has(name));
  if (entity) yield problem('entity', 'alert', { entity: entity[0].slice(0, 40) });
  const count = [...bare.matchAll(/<(?:[\w.-]+:)?Signature[\s/>]/g)].length;
  if (count > 1) yield problem('signatures', 'alert', { count });
}

/** A comment between elements says nothing; one inside a value makes readers disagree about the value. */
function* comments(text: string): Generator<CapProblem> {
  for (const { 0: comment, index } of text.matchAll(/<!--[\s\S]*?-->/g)) {
    const before = text.slice(text.lastIndexOf('>', index - 1) + 1, index);
    const end = index + comment.length;
    const next = text.indexOf('<', end);
    const after = text.slice(end, next < 0 ? undefined : next);
    const opened = /<([^\s/!?>]+)[^<>]*>\s*$/.exec(text.slice(Math.max(0, index - 300), index))?.[1];
    const emptyValue = opened !== undefined && text.startsWith(`</${opened}`, next);
    if (before.trim() !== '' || after.trim() !== '' || emptyValue) {
      yield problem('comment-in-value');
      return;
    }
  }
}

function* root(text: string): Generator<CapProblem> {
  const [, prefix, attributes = ''] = /<(?:([\w.-]+):)?alert\b([^>]*)>/.exec(withoutComments(text)) ?? [];
  const name = prefix ? `xmlns:${prefix}` : 'xmlns';
  const namespace = new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
  if (namespace !== undefined && namespace !== CAP_12) {
    yield problem('version', 'alert', { namespace: namespace.slice(0, 80) });
  }
}

function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, '');
}

/** Text for the inside of an element or attribute. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Puts the five built-in entities and character references back, once: what comes out is not looked at again. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (all, hex, decimal, name) => {
    if (name) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name)] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
