import { XMLParser } from 'fast-xml-parser';
import { pathOf } from './problem.ts';

/** An element: its name without prefix, its namespace, its own text with references and CDATA resolved. */
export interface XmlElement {
  name: string;
  namespace: string;
  path: string;
  /** By their names with prefix; without declarations of namespaces and the hints of XML Schema (`xsi:…`). */
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** One step of fast-xml-parser's ordered form: `{name: children}`, `{'#text': words}` or `{'#cdata': [{'#text': words}]}`. */
type Step = Record<string, unknown>;
type Scope = Readonly<Record<string, string>>;

const INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const ATTRIBUTES = ':@';
const CDATA = '#cdata';
const WORDS = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  // References are resolved below, exactly once, and never inside CDATA.
  processEntities: false,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads a document that xmllint found well-formed. Throws on names such as `__proto__`, which fast-xml-parser refuses. */
export function parseTree(text: string): XmlElement {
  const steps = listOf(parser.parse(text.replace(/^\ufeff/, '')));
  const root = steps.find((step) => nameOf(step) !== WORDS);
  if (!root) throw new Error('no root element');
  return toElement(root, { xml: 'http://www.w3.org/XML/1998/namespace' }, '', 1);
}

function toElement(step: Step, outer: Scope, parentPath: string, nth: number): XmlElement {
  const qualified = nameOf(step);
  const raw = (step[ATTRIBUTES] ?? {}) as Record<string, string>;
  const scope: Record<string, string> = { ...outer };
  for (const [name, value] of Object.entries(raw)) {
    if (name === 'xmlns') scope[''] = resolveReferences(value);
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = resolveReferences(value);
  }
  const attributes = Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => !/^xmlns(:|$)/.test(name) && scope[split(name)[0]] !== INSTANCE_NAMESPACE)
      .map(([name, value]) => [name, resolveReferences(value)]),
  );
  const [prefix, name] = split(qualified);
  const path = pathOf(parentPath, name, nth);
  const counts = new Map<string, number>();
  const children: XmlElement[] = [];
  let text = '';
  for (const child of listOf(step[qualified])) {
    const childName = nameOf(child);
    if (childName === WORDS) text += resolveReferences(String(child[WORDS]));
    else if (childName === CDATA)
      text += listOf(child[CDATA])
        .map((words) => String(words[WORDS]))
        .join('');
    else {
      const local = split(childName)[1];
      counts.set(local, (counts.get(local) ?? 0) + 1);
      children.push(toElement(child, scope, path, counts.get(local) ?? 1));
    }
  }
  return { name, namespace: scope[prefix] ?? '', path, attributes, children, text };
}

function listOf(value: unknown): Step[] {
  return Array.isArray(value) ? (value as Step[]) : [];
}

function nameOf(step: Step): string {
  return Object.keys(step).find((key) => key !== ATTRIBUTES) ?? '';
}

function split(qualified: string): [prefix: string, name: string] {
  const colon = qualified.indexOf(':');
  return [qualified.slice(0, Math.max(colon, 0)), qualified.slice(colon + 1)];
}

const BUILT_IN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five built-in entities and character references, in one pass: `&amp;lt;` is `&lt;`. */
function resolveReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));/g, (_, hex, decimal, name) =>
    name ? (BUILT_IN[name] ?? '') : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}
