import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { type CapProblem, problem } from './problem.ts';

/** The schema of CAP 1.2 as OASIS published it. */
const SCHEMA = readFileSync(join(import.meta.dirname, 'cap12.xsd'), 'utf8');

/** One check takes some 60 ms on a worker of its own; one that takes longer than this has gone wrong. */
const WITHIN_MS = 5_000;
/** Problems of the schema that are told; a broken message repeats itself. */
const MOST = 20;

let last: Promise<unknown> = Promise.resolve();

/** Checks a text against the schema, with libxml2 on a worker thread; one message at a time. Never throws. */
export function checkSchema(text: string): Promise<CapProblem[]> {
  const check = last.then(() => validate(text));
  last = check;
  return check;
}

async function validate(text: string): Promise<CapProblem[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the schema check takes too long')), WITHIN_MS);
  });
  try {
    const checking = validateXML({
      xml: [{ fileName: 'alert.xml', contents: text }],
      schema: [{ fileName: 'cap12.xsd', contents: SCHEMA }],
      disableFileNameValidation: true,
    });
    const { valid, errors } = await Promise.race([checking, late]);
    if (valid) return [];
    const problems = errors.flatMap(({ message, loc }) => explain(message, loc?.lineNumber) ?? []);
    return problems.length > 0 ? unique(problems).slice(0, MOST) : [problem('schema', 'alert', { message: '' })];
  } catch {
    return [problem('busy')];
  } finally {
    clearTimeout(timer);
  }
}

const TIMES = /^(sent|effective|onset|expires)$/;

/** A message of libxml2 as a problem; undefined for lines that only point at the place. */
function explain(message: string, line: number | undefined): CapProblem | undefined {
  const parser = /parser error\s*:\s*(.*)/.exec(message)?.[1];
  if (parser !== undefined) return problem('well-formed', `line ${line ?? 1}`, { message: parser });
  const [, element = 'alert', said = message] =
    /Schemas validity error\s*:\s*Element '(?:\{[^}]*\})?([^']*)'[^:]*:\s*(.*)/.exec(message) ?? [];
  if (!/validity error/.test(message)) return undefined;
  const words = said.replace(/\{[^}]*\}/g, '');
  const at = line ? `${element} (line ${line})` : element;
  if (/not expected|Missing child|No matching global|not allowed/.test(said)) {
    return problem('element', at, { message: words });
  }
  if (TIMES.test(element)) return problem('time-form', at, { message: '' });
  if (/facet|atomic type/.test(said)) return problem('value', at, { message: words });
  return problem('schema', at, { message: words });
}

function unique(problems: readonly CapProblem[]): CapProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ rule, at }) => !seen.has(`${rule} ${at}`) && seen.add(`${rule} ${at}`));
}
