import type { Reply } from '../../protocol/reply.ts';
import type { AskInput, AskName, AskReply, PushBody, PushName } from '../../protocol/services.ts';

export type CallAsk = Extract<AskName, `calls:${string}`>;
export type CallPush = Extract<PushName, `calls:${string}`>;

/** What calls need of a page's line to the center. TV, console and phone each have one of these around their link. */
export interface CallWire {
  /** This page: a new id each time it starts. */
  readonly end: string;
  /** Asks once; `key` goes with asks that change something. Never throws. */
  ask<Name extends CallAsk>(name: Name, input: AskInput<Name>, key?: string): Promise<Reply<AskReply<Name>>>;
  /** Calls `read` with every push of this name, until the returned function is called. */
  on<Name extends CallPush>(name: Name, read: (body: PushBody<Name>) => void): () => void;
  /** Calls back each time the line is up (again); what was pushed before may be lost. */
  onUp(listener: () => void): () => void;
  /** Now, ms, by the center's clock as well as the page knows it. */
  now(): number;
}
