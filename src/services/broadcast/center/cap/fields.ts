import type { Report } from './problem.ts';
import type { XmlElement } from './tree.ts';
import type { Parse } from './values.ts';

/**
 * Takes the values out of an element by name. Whatever is wrong is reported and something else stands in for it, so
 * that the rest is still looked at; an alert that stood-in values are part of is never handed out.
 */
export interface Fields {
  /** Trimmed; undefined when absent or empty. */
  text(name: string): string | undefined;
  /** Trimmed; reports `emptyValue`. */
  required(name: string): string;
  texts(name: string): string[];
  /** One of the allowed words, compared as it is written. */
  choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T;
  choices<T extends string>(name: string, allowed: readonly T[]): T[];
  /** Undefined when absent or wrong; an empty one is parsed as well, and for most is wrong. */
  parsed<T>(name: string, parse: Parse<T>): T | undefined;
  /** Undefined when absent, empty or wrong. */
  parsedText<T>(name: string, parse: Parse<T>): T | undefined;
  parsedAll<T>(name: string, parse: Parse<T>): T[];
  all<T>(name: string, read: (element: XmlElement) => T): T[];
}

export function fieldsOf(element: XmlElement, report: Report): Fields {
  const all = (name: string) => element.children.filter((child) => child.name === name);
  const first = (name: string) => all(name)[0];
  const chosen = <T extends string>({ text, path }: XmlElement, allowed: readonly T[]): T | undefined =>
    allowed.find((word) => word === text) ?? report('wrongValue', path, { value: text, allowed: allowed.join(' ') });
  return {
    text: (name) => first(name)?.text.trim() || undefined,
    required(name) {
      const found = first(name);
      const text = found?.text.trim() ?? '';
      if (found && text === '' && found.children.length === 0) report('emptyValue', found.path, { element: name });
      return text;
    },
    texts: (name) =>
      all(name)
        .map(({ text }) => text.trim())
        .filter((text) => text !== ''),
    choice(name, allowed) {
      const found = first(name);
      return (found && chosen(found, allowed)) ?? allowed[0];
    },
    choices: (name, allowed) =>
      all(name)
        .map((found) => chosen(found, allowed))
        .filter((word) => word !== undefined),
    parsed(name, parse) {
      const found = first(name);
      return found && parse(found.text.trim(), found.path, report);
    },
    parsedText(name, parse) {
      const found = first(name);
      const text = found?.text.trim();
      return found && text ? parse(text, found.path, report) : undefined;
    },
    parsedAll: (name, parse) =>
      all(name)
        .map(({ text, path }) => parse(text.trim(), path, report))
        .filter((value) => value !== undefined),
    all: (name, read) => all(name).map(read),
  };
}
