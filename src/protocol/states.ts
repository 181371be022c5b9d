/** How far a request is: it waits for somebody, somebody is at it, it went well, it came to nothing. */
export type StateTone = 'waits' | 'moves' | 'done' | 'over';

/**
 * The states that requests of all services go through, each with its one word for residents and staff alike
 * (`state.<name>`) and what comes next (`next.<name>`). A service takes its states from here before it makes a new one.
 */
export const STATES = {
  ordered: 'waits',
  accepted: 'moves',
  ready: 'moves',
  onTheWay: 'moves',
  delivered: 'done',
  cancelled: 'over',
  declined: 'over',
  pressed: 'waits',
  sent: 'waits',
  assigned: 'moves',
  answered: 'moves',
  dispatched: 'moves',
  arrived: 'moves',
  resolved: 'done',
  closed: 'done',
} as const satisfies Readonly<Record<string, StateTone>>;
export type StateName = keyof typeof STATES;

/** The tone of a state that came over the wire; one that this build does not know is under way. */
export function toneOf(state: string): StateTone {
  return Object.hasOwn(STATES, state) ? STATES[state as StateName] : 'moves';
}
