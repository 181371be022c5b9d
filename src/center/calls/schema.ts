import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { CallOutcome, CallView, Face, Purpose, Signal } from '../../protocol/contracts/calls.ts';
import { at, communityId, communityKey, id } from '../database/columns.ts';
import type { CallState, PartyKey } from './rules.ts';

/**
 * A call, from the first ring on. Parties are keys ('household:<id>', 'desk'); faces are as they were when it rang.
 * `offer` and `candidates` are what the caller's page has said while it rang, kept only until the end.
 * `caller_seen_at` and `callee_seen_at`: when that end last said that it is there.
 */
export const call = pgTable(
  'call',
  {
    communityId: communityId(),
    id: id(),
    purpose: text('purpose').$type<Purpose>().notNull(),
    subject: uuid('subject'),
    state: text('state').$type<CallState>().notNull(),
    outcome: text('outcome').$type<CallOutcome>(),
    caller: text('caller').$type<PartyKey>().notNull(),
    callee: text('callee').$type<PartyKey>().notNull(),
    answerer: text('answerer').$type<PartyKey>(),
    callerFace: jsonb('caller_face').$type<Face>().notNull(),
    calleeFace: jsonb('callee_face').$type<Face>().notNull(),
    callerEnd: uuid('caller_end').notNull(),
    calleeEnd: uuid('callee_end'),
    callerVideo: boolean('caller_video').notNull(),
    calleeVideo: boolean('callee_video').notNull().default(false),
    handedOver: boolean('handed_over').notNull().default(false),
    autoAnswer: jsonb('auto_answer').$type<CallView['autoAnswer']>(),
    offer: jsonb('offer').$type<Signal>(),
    candidates: jsonb('candidates').$type<Signal[]>().notNull().default([]),
    startedAt: at('started_at').notNull(),
    answeredAt: at('answered_at'),
    endedAt: at('ended_at'),
    callerSeenAt: at('caller_seen_at'),
    calleeSeenAt: at('callee_seen_at'),
  },
  (t) => [
    communityKey(t),
    index('call_by_caller').on(t.communityId, t.caller, t.startedAt),
    index('call_by_callee').on(t.communityId, t.callee, t.startedAt),
    index('call_by_subject').on(t.communityId, t.subject),
  ],
);
