import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import runXmllint from 'xmllint-wasm/xmllint-node.js';

/** A line of xmllint's, counted from 1, and its words. */
export interface Complaint {
  line: number;
  detail: string;
}

/** What xmllint says: first about XML and its namespaces, then, where a schema was given, about the schema. */
export interface Verdict {
  malformed: Complaint[];
  invalid: Complaint[];
}

/** Checks a text that is known to hold no DOCTYPE, with the schema of CAP 1.2 or for well-formedness only. */
export type Lint = (text: string, schema: 'cap12' | 'none') => Promise<Verdict>;

const PAGES_PER_MIB = 16;
const CAP12 = readFileSync(join(import.meta.dirname, 'cap12.xsd'));
const program = WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve('xmllint-wasm/xmllint.wasm')));

/**
 * libxml2's xmllint as WebAssembly: no network, no files but the two it is given, memory of its own for every call.
 *
 * The package's own `validateXML` starts a thread and compiles the program for each message, which takes 60–180 ms;
 * here the program is compiled once in a thread that stays, and a message takes 2–20 ms. Only for worker.ts: the
 * package listens on the thread's port when it is loaded, so that it cannot be loaded outside a worker.
 */
export const lint: Lint = async (text, schema) => {
  const { code, said } = await run(text, schema === 'cap12' ? ['--schema', 'cap12.xsd'] : []);
  const verdict = sort(said);
  // The other way round is possible: a namespace that is no address is complained about and passes.
  if (code !== 0 && verdict.malformed.length === 0 && verdict.invalid.length === 0) {
    throw new Error(`xmllint ended with ${code}: ${said.join(' ').slice(0, 200)}`);
  }
  return verdict;
};

async function run(text: string, options: string[]): Promise<{ code: number; said: string[] }> {
  const compiled = await program;
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const failed = (reason: unknown) => reject(new Error(`xmllint: ${reason}`));
    runXmllint({
      inputFiles: [
        { fileName: 'message.xml', contents: text },
        { fileName: 'cap12.xsd', contents: CAP12 },
      ],
      arguments: [...options, '--nonet', '--noout', 'message.xml'],
      // A tree takes about forty times its file; a fresh memory keeps what one message broke from the next.
      wasmMemory: new WebAssembly.Memory({ initial: 16 * PAGES_PER_MIB, maximum: 256 * PAGES_PER_MIB }),
      instantiateWasm(imports, ready) {
        WebAssembly.instantiate(compiled, imports).then(ready, failed);
        return {};
      },
      print() {},
      printErr: (line) => said.push(line),
      onExit: (code) => resolve({ code, said }),
      onAbort: failed,
    }).catch(failed);
  });
}

/** `message.xml:3: parser error : …` and `message.xml:3: Schemas validity error : …`; the rest shows the place. */
function sort(said: readonly string[]): Verdict {
  const verdict: Verdict = { malformed: [], invalid: [] };
  for (const text of said) {
    const [, line, kind, detail] = /^message\.xml:(\d+): (?:element \S+: )?([\w ]+?) error : (.*)$/.exec(text) ?? [];
    if (!kind || !detail) continue;
    verdict[kind === 'Schemas validity' ? 'invalid' : 'malformed'].push({ line: Number(line), detail });
  }
  return verdict;
}
