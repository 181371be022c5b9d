import * as v from 'valibot';
import type { Schema } from '../protocol/contract.ts';

/** The parts of a valibot schema that examples are made from. */
interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly metadata?: { readonly kind?: unknown } }[];
}

/** One of these fits nearly every field of an ask. */
const PLAIN = [
  ...[
    'x',
    '2026-11-24',
    '12:00',
    '2026-11-24T04:00:00.000Z',
    '022-0000-0000',
    'login',
    '0000',
    '000000',
    '120104000000',
  ],
  ...['https://localhost/', 'password-1', 'A'.repeat(43), 'A'.repeat(44), '1'],
  ...[1, 0, 10, 2000, true],
];

/**
 * A value that a schema takes, with everything that may be left out in it. Ids come from `idFor`, which is told their kind
 * (`idOf`), or undefined. Undefined where none can be made: the ask is then put with what is there.
 */
export function exampleOf(schema: Schema, idFor: (kind: string | undefined) => string): unknown {
  const node = schema as unknown as Node;
  if (node.pipe?.some(({ type }) => type === 'uuid')) {
    const kind = node.pipe.find(({ type }) => type === 'metadata')?.metadata?.kind;
    return idFor(typeof kind === 'string' ? kind : undefined);
  }
  if (node.wrapped) return exampleOf(node.wrapped, idFor);
  if (node.item) return [exampleOf(node.item, idFor)];
  if (node.entries) {
    const fields = Object.entries(node.entries).map(([name, entry]) => [name, exampleOf(entry, idFor)]);
    return Object.fromEntries(fields);
  }
  if (node.type === 'literal') return node.literal;
  if (node.type === 'picklist') return node.options?.[0];
  if (node.options) return exampleOf(node.options[0] as Schema, idFor);
  return PLAIN.find((value) => v.is(schema, value));
}
