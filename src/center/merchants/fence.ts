import type { Ask, Schema } from '../../protocol/contract.ts';
import { contracts } from '../../protocol/services.ts';
import type { Actor } from '../actor.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';

/** Whose the things with these ids are: the merchant's id, or null for the community's. What does not exist is absent. */
export type WhoseThings = (
  db: Queries,
  communityId: string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, string | null>>;

/** Keeps a merchant's people within what is their merchant's. */
export interface Fence {
  /**
   * Answers by `run` if every id in the input is of the merchant's own things; refuses `gone` otherwise, as for what does
   * not exist. Throws, so that nothing goes out and nothing is kept, when the answer holds anything of somebody else.
   */
  within<T>(db: Queries, actor: Actor, ask: { spec: Ask; input: unknown }, run: () => Promise<T>): Promise<T>;
}

/** The parts of a valibot schema that lead to others. */
interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly wrapped?: Node;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly type: string; readonly metadata?: { readonly kind?: unknown } }[];
}

const nodeOf = (schema: Schema) => schema as unknown as Node;

/** The kind that an id was declared for by `idOf`; '' for an id without one, undefined for what is no id. */
function kindOf(node: Node): string | undefined {
  if (!node.pipe?.some(({ type }) => type === 'uuid')) return undefined;
  const kind = node.pipe.find(({ type }) => type === 'metadata')?.metadata?.kind;
  return typeof kind === 'string' ? kind : '';
}

/** Every schema within one. */
function* nodesIn(node: Node): Generator<Node> {
  yield node;
  const objects = (node.options ?? []).filter((option) => typeof option === 'object') as Node[];
  const inner = [...Object.values(node.entries ?? {}), node.item, node.wrapped, ...objects];
  for (const one of inner) if (one) yield* nodesIn(one);
}

/** Every id in a value that its schema declares, with its kind. Of alternatives each is looked into that the value has the keys of. */
function* idsIn(node: Node, value: unknown): Generator<[kind: string, id: string]> {
  const kind = kindOf(node);
  if (kind !== undefined && typeof value === 'string') yield [kind, value];
  else if (Array.isArray(value) && node.item) for (const one of value) yield* idsIn(node.item, one);
  else if (node.wrapped) yield* idsIn(node.wrapped, value);
  else if (node.options) {
    for (const option of node.options) if (typeof option === 'object') yield* idsIn(option as Node, value);
  } else if (node.entries && typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    for (const [name, entry] of Object.entries(node.entries)) yield* idsIn(entry, fields[name]);
  }
}

/** Whether anything in an answer says that it is somebody else's. */
function isForeign(value: unknown, merchantId: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('merchantId' in value && value.merchantId !== merchantId) return true;
  return Object.values(value).some((one) => isForeign(one, merchantId));
}

/**
 * Opens the fence. Throws at once for an ask that merchants may put and that could not be fenced: with an id in its input
 * whose owner nobody can look up, or an answer that does not say whose it is.
 */
export function openFence(whose: Readonly<Record<string, WhoseThings>>): Fence {
  for (const [id, { asks }] of Object.entries(contracts)) {
    for (const [leaf, spec] of Object.entries<Ask>(asks)) if (spec.merchants) check(`${id}:${leaf}`, spec);
  }

  function check(name: string, { input, reply }: Ask): void {
    for (const node of nodesIn(nodeOf(input))) {
      const kind = kindOf(node);
      if (kind !== undefined && !whose[kind]) throw new Error(`${name} takes an id "${kind}" that belongs to nobody`);
    }
    const nodes = [...nodesIn(nodeOf(reply))];
    const told = nodes.some(({ entries }) => entries && 'merchantId' in entries);
    if (!told && nodes.some((node) => kindOf(node) !== undefined)) {
      throw new Error(`${name} does not say whose its answer is`);
    }
  }

  async function isOwn(db: Queries, communityId: string, merchantId: string, ids: [string, string][]) {
    const kinds = new Map<string, string[]>();
    for (const [kind, id] of ids) kinds.set(kind, [...(kinds.get(kind) ?? []), id]);
    for (const [kind, some] of kinds) {
      const owners = await whose[kind]?.(db, communityId, some);
      if (some.some((id) => owners?.get(id) !== merchantId)) return false;
    }
    return true;
  }

  return {
    async within(db, actor, { spec, input }, run) {
      if (actor.kind !== 'staff' || !actor.merchantId) return run();
      const { communityId, merchantId } = actor;
      if (!(await isOwn(db, communityId, merchantId, [...idsIn(nodeOf(spec.input), input)]))) throw refuse('gone');
      const value = await run();
      if (isForeign(value, merchantId)) throw new Error('an answer to a merchant held what is not theirs');
      return value;
    },
  };
}
