import type * as v from 'valibot';
import { broadcast } from '../services/broadcast/protocol.ts';
import { call } from '../services/call/protocol.ts';
import { cameras } from '../services/cameras/protocol.ts';
import { classes } from '../services/classes/protocol.ts';
import { meals } from '../services/meals/protocol.ts';
import { sos } from '../services/sos/protocol.ts';
import { tv } from '../services/tv/protocol.ts';
import { wallet } from '../services/wallet/protocol.ts';
import type { CatalogueId } from './catalogue.ts';
import type { Ask, Contract, Schema } from './contract.ts';
import { box } from './contracts/box.ts';
import { calls } from './contracts/calls.ts';
import { consents } from './contracts/consents.ts';
import { desk } from './contracts/desk.ts';
import { merchants } from './contracts/merchants.ts';
import { mine } from './contracts/mine.ts';
import { payments } from './contracts/payments.ts';
import { people } from './contracts/people.ts';
import { profile } from './contracts/profile.ts';
import { relatives } from './contracts/relatives.ts';
import { responders } from './contracts/responders.ts';
import { watch } from './contracts/watch.ts';

/** The services that exist; the 29th adds one line here, and the compiler names the rooms that lack it. */
export const services = { sos, broadcast, cameras, meals, tv, call, classes, wallet } as const satisfies Partial<
  Record<CatalogueId, Contract>
>;
export type ServiceId = keyof typeof services;

/** Every contract on the wire: the services' and the house's own. */
export const contracts = {
  ...{ box, calls, consents, desk, merchants, mine, payments, people, profile, relatives, responders, watch },
  ...services,
} as const;
export type Contracts = typeof contracts;

type Names<Part extends 'asks' | 'pushes' | 'feed'> = {
  [C in keyof Contracts & string]: `${C}:${Extract<keyof Contracts[C][Part], string>}`;
}[keyof Contracts & string];

export type AskName = Names<'asks'>;
export type PushName = Names<'pushes'>;
export type FeedName = Names<'feed'>;

type PartOf<Name extends string, Part extends 'asks' | 'pushes' | 'feed'> = Name extends `${infer C}:${infer Leaf}`
  ? C extends keyof Contracts
    ? Leaf extends keyof Contracts[C][Part]
      ? Contracts[C][Part][Leaf]
      : never
    : never
  : never;

/** The ask behind a name, with its exact schemas. */
export type AskOf<Name extends AskName> = Extract<PartOf<Name, 'asks'>, Ask>;
/** What a caller passes: the schema's input, before defaults are filled in. */
export type AskInput<Name extends AskName> = v.InferInput<AskOf<Name>['input']>;
/** What a handler gets: the schema's output. */
export type AskParsed<Name extends AskName> = v.InferOutput<AskOf<Name>['input']>;
export type AskReply<Name extends AskName> = v.InferOutput<AskOf<Name>['reply']>;
export type PushBody<Name extends PushName> = v.InferOutput<Extract<PartOf<Name, 'pushes'>, Schema>>;
export type FeedBody<Name extends FeedName> = v.InferOutput<Extract<PartOf<Name, 'feed'>, Schema>>;

/** Looks an ask up by its name on the wire; undefined when there is none. */
export function findAsk(name: string): Ask | undefined {
  return find(name, 'asks') as Ask | undefined;
}

/** Whether a screen in a public place may ask this of the asks that boxes have. */
export function isForScreens(name: string): boolean {
  const [contractId = ''] = name.split(':');
  return Object.hasOwn(contracts, contractId) && contracts[contractId as keyof Contracts].screens;
}

/** The schema of a push or of lasting news, by its name on the wire. */
export function findNews(name: string): Schema | undefined {
  return (find(name, 'pushes') ?? find(name, 'feed')) as Schema | undefined;
}

function find(name: string, part: 'asks' | 'pushes' | 'feed'): unknown {
  const [contractId = '', leaf = ''] = name.split(':');
  if (!Object.hasOwn(contracts, contractId)) return undefined;
  const entries: Readonly<Record<string, unknown>> = contracts[contractId as keyof Contracts][part];
  return Object.hasOwn(entries, leaf) ? entries[leaf] : undefined;
}
