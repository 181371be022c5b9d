import type { FastifyInstance } from 'fastify';
import type { Metric } from 'prom-client';
import type * as v from 'valibot';
import type { Ask, Contract } from '../protocol/contract.ts';
import type { Role } from '../protocol/roles.ts';
import type { PushBody, PushName } from '../protocol/services.ts';
import type { BoxActor, NewcomerActor, PartyActor, RelativeActor, StaffActor } from './actor.ts';
import type { CallRules } from './calls/rule.ts';
import type { CommunityHere } from './community.ts';
import type { Connector } from './connectors/connectors.ts';
import type { ReceiptCount } from './feed/receipts.ts';
import type { HttpDoor } from './http/door.ts';
import type { Timer } from './jobs/jobs.ts';
import type { WhoseThings } from './merchants/fence.ts';
import type { UndoPayment } from './payments/house.ts';
import type { Reading, Work, WorkPlace } from './work.ts';

type ActorOf<A extends Ask> = A['by'] extends 'box'
  ? BoxActor
  : A['by'] extends 'newcomer'
    ? NewcomerActor
    : A['by'] extends 'relative'
      ? RelativeActor
      : A['by'] extends 'party'
        ? PartyActor
        : StaffActor;

/** One handler: a changing ask works in a transaction, any other only reads. Refuses by throwing `refuse(…)`. */
type Handler<A extends Ask> = (
  place: A extends { changes: true } ? Work : Reading,
  actor: ActorOf<A>,
  input: v.InferOutput<A['input']>,
) => Promise<v.InferOutput<A['reply']>>;

/** A handler for every ask of a contract, typed by its schemas. */
export type Handlers<C extends Contract> = { readonly [K in keyof C['asks']]: Handler<C['asks'][K]> };

/** What a timer's kind does when it is due. */
export type TimerHandler = (work: Work, timer: Timer) => Promise<void>;

/** Passing news for staff of these roles. */
export type StaffNews = { [N in PushName]: { roles: readonly Role[]; name: N; body: PushBody<N> } }[PushName];

/** Everything that one service gives to the center. */
export interface CenterService<C extends Contract = Contract> {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  /** Roles that see this service's requests in the queue. */
  readonly answeredBy: readonly Role[];
  /** Whose its things are, by the kinds of ids in its asks (`idOf`). Requests are looked up by the house. */
  readonly whose?: Readonly<Record<string, WhoseThings>>;
  /** By kind, `<service>.<what>`. */
  readonly timers?: Readonly<Record<string, TimerHandler>>;
  /** What it needs from the outside world. */
  readonly connectors?: readonly Connector[];
  /** Who may call whom for the purposes of calls that are this service's. */
  readonly callRules?: CallRules;
  /** Takes a payment of this service's back within its first minute. Without it nothing of the service can be undone. */
  readonly undoPayment?: UndoPayment;
  /** Its own figures on the metrics page; each made with `registers: []`. */
  readonly figures?: readonly Metric[];
  /** Receipts of a message have come in: what its staff should hear, if the message is this service's. */
  readonly onReceipts?: (reading: Reading, count: ReceiptCount) => Promise<StaffNews | undefined>;
  /** Called at each start, before anybody is let in. What it returns is called at the stop. */
  readonly open?: (place: WorkPlace, community: CommunityHere) => Promise<(() => Promise<void>) | undefined | void>;
  /** Its ways in over HTTP: for what cannot come over a socket. A POST from a page of another origin is refused before. */
  readonly routes?: (app: FastifyInstance, door: HttpDoor) => Promise<void> | void;
  /** Fills the sample community; called once, in the transaction that makes it. */
  readonly sample?: (work: Work) => Promise<void>;
  /** Called at start and each morning: keeps the sample community alive from day to day. */
  readonly sampleDay?: (work: Work) => Promise<void>;
}

/** Declares a service's center side; the handlers are checked against the contract here. */
export function serve<C extends Contract>(service: CenterService<C>): CenterService<C> {
  return service;
}
