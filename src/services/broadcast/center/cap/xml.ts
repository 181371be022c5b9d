import type { XmlElement } from './tree.ts';

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes away
const ILLEGAL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A text as it may stand in an element or a quoted attribute; characters that XML 1.0 cannot carry are left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(ILLEGAL, '')
    .replace(/[&<>"\r]/g, (char) => ESCAPES[char] ?? char);
}

/** `<name attribute="…">content</name>`; the content is XML already. */
export function element(name: string, content: string, attributes: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Leaves with text, one a line; what is undefined is left out. */
export function leaves(values: readonly (readonly [name: string, text: string | number | undefined])[]): string {
  return values
    .map(([name, text]) => (text === undefined ? '' : `${element(name, escapeXml(String(text)))}\n`))
    .join('');
}

/** An element that was read, as XML on its own, with its namespaces declared where they change. */
export function serialize(read: XmlElement, outerNamespace = ''): string {
  const { name, namespace, attributes, children, text } = read;
  const declared = namespace === outerNamespace ? attributes : { ...attributes, xmlns: namespace };
  return element(name, escapeXml(text) + children.map((child) => serialize(child, namespace)).join(''), declared);
}
