import type { Party, Purpose } from '../../protocol/contracts/calls.ts';
import type { TextKey } from '../../protocol/texts.ts';
import type { PartyActor } from '../actor.ts';
import type { Reading, Work } from '../work.ts';
import type { CallRow } from './book.ts';

/** Somebody wants to call somebody. */
export interface Dialling {
  readonly actor: PartyActor;
  readonly caller: Party;
  readonly callee: Party;
  /** What it is about, e.g. the alarm's id. */
  readonly subject: string | null;
}

/** How a call that may be made is made. */
export interface CallPermit {
  /** The callee rests now: it does not ring. */
  readonly resting?: boolean;
  /** It takes the place of whatever the callee is in; otherwise that is `busy`. */
  readonly goesFirst?: boolean;
  readonly autoAnswer?: AutoAnswer;
  readonly bound?: DialBound;
}

/** A caller may ring a callee so many times within so many ms; then it is refused `conflict` with these words. */
export interface DialBound {
  readonly most: number;
  readonly withinMs: number;
  readonly words: TextKey;
}

/** The callee's box (a certain one, or whichever is first) answers by itself after so many ms, with its camera or without. */
export interface AutoAnswer {
  readonly afterMs: number;
  readonly video: boolean;
  readonly boxId: string | null;
  /** What it rests on beside the purpose's own rule; looked at again when the box answers. */
  readonly consent: AnswerConsent | null;
}

/** A consent, and what falls away with it: that the box answers by itself at all, or only its camera. */
export interface AnswerConsent {
  readonly id: string;
  readonly covers: 'answer' | 'camera';
}

/** What one purpose of calls has of its own; the service that the purpose belongs to registers it. */
export interface CallRule {
  /** May they, and how? Refuses by throwing. Runs in the dial's transaction. */
  permit(reading: Reading, dialling: Dialling): Promise<CallPermit>;
  /** After each change of a call's state, in the same transaction. */
  onChange?(work: Work, call: CallRow): Promise<void>;
}

/** The rules of all purposes that somebody has registered; a call of any other is refused `forbidden`. */
export type CallRules = Readonly<Partial<Record<Purpose, CallRule>>>;
