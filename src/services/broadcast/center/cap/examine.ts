import { toAlert } from './alert.ts';
import { decode, MOST_CAP_BYTES } from './bytes.ts';
import type { CapAlert } from './model.ts';
import { type CapNote, type CapProblem, collectProblems, type Report } from './problem.ts';
import { checkAlert, notesOn } from './rules.ts';
import { scan } from './scan.ts';
import { CAP_NAMESPACE, checkShape, isSignature } from './shape.ts';
import { parseTree, type XmlElement } from './tree.ts';
import type { Lint, Verdict } from './xmllint.ts';

/** A message that was taken, with what staff should know about it; or all that is wrong with it. */
export type CapReading = { ok: true; alert: CapAlert; notes: CapNote[] } | { ok: false; problems: CapProblem[] };

/**
 * Reads a CAP 1.2 message, layer by layer: bytes, raw scan, xmllint with the schema, structure, values, and how they
 * fit together. A layer that leaves nothing safe to read ends it; otherwise the next one adds to the list.
 */
export async function examineCap(bytes: Uint8Array, lint: Lint): Promise<CapReading> {
  const { report, found } = collectProblems();
  const document = await openXml(bytes, MOST_CAP_BYTES, 'cap12', lint, report);
  if (!document) return { ok: false, problems: found() };
  const { root, verdict } = document;
  if (!isCap(root, report)) return { ok: false, problems: found() };
  checkShape(root, report);
  const alert = toAlert(root, report);
  checkAlert(alert, report);
  // What was found by path says the same as xmllint, better. Should it ever find more, it has the last word.
  if (found().length === 0) for (const { line, detail } of verdict.invalid) report('schema', '', { line, detail });
  const problems = found();
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, alert, notes: notesOn(alert, hadOf(root)) };
}

/** The element tree of hardened, well-formed XML; undefined after reports. */
export async function openXml(
  bytes: Uint8Array,
  most: number,
  schema: 'cap12' | 'none',
  lint: Lint,
  report: Report,
): Promise<{ root: XmlElement; verdict: Verdict } | undefined> {
  const text = decode(bytes, most, report);
  if (text === undefined) return undefined;
  const { fatal, complete } = scan(text, report);
  if (fatal) return undefined;
  const verdict = await lint(text, schema);
  // What a parser says behind the first fault mostly follows from it.
  const [fault] = verdict.malformed;
  if (fault) return report('malformed', '', { ...fault });
  if (!complete) return report('malformed', '', { line: 1, detail: 'markup has no end' });
  try {
    return { root: parseTree(text), verdict };
  } catch (error) {
    return report('malformed', '', { line: 1, detail: error instanceof Error ? error.message : '' });
  }
}

function isCap({ name, namespace }: XmlElement, report: Report): boolean {
  if (name === 'alert' && namespace === CAP_NAMESPACE) return true;
  // CAP 1.0 had a web address as its namespace, 1.1 was the first to have an urn.
  const version = /(?:^urn:oasis:names:tc:emergency:cap:|\/cap\/)(1\.[01])$/.exec(namespace)?.[1];
  if (version) report('oldVersion', '', { version });
  else report('notCap', '');
  return false;
}

function hadOf(root: XmlElement): { signature: boolean; languages: boolean[] } {
  const infos = root.children.filter(({ name }) => name === 'info');
  return {
    signature: root.children.some(isSignature),
    languages: infos.map((info) => info.children.some(({ name, text }) => name === 'language' && text.trim() !== '')),
  };
}
