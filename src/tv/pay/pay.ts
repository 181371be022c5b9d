import type { Category, Permit } from '../../protocol/contracts/payments.ts';
import { newId } from '../../protocol/ids.ts';
import { yuan } from '../../protocol/money.ts';
import type { Refusal } from '../../protocol/reply.ts';
import { clockTime } from '../../protocol/time.ts';
import { showDialog } from '../components/dialog.ts';
import { kit } from '../kit.ts';
import { t, tRefusal } from '../text.ts';
import { askPin } from './pin-pad.ts';

/** What is about to be paid, in words and fen. */
export interface Wish {
  readonly fen: number;
  readonly category: Category;
  readonly payee: string;
  readonly what: string;
}

/**
 * What stands before a payment, for every service: too little money and the day's limit said in words, the PIN, a
 * relative's yes. The page has shown what, how much and from where. Gives undefined when it is not to be paid, else the
 * leave to send along with the ask, or '' where none is needed.
 */
export async function leaveToPay(wish: Wish): Promise<string | undefined> {
  const { fen, category } = wish;
  const reply = await kit.link.ask('payments:quote', { fen, category });
  // Without an answer the ask waits in the outbox; the center judges it when it comes.
  if (!reply.ok) return reply.refusal.code === 'unavailable' ? '' : refused(reply.refusal);
  const { needs, shortFen, dayLeftFen, approvers } = reply.value;
  if (needs === 'money') return say(t('payments.refused.money', { yuan: yuan(shortFen) }));
  if (needs === 'day') return say(t('payments.refused.day', { yuan: yuan(dayLeftFen ?? 0) }));
  if (needs === 'pin') return byPin(wish);
  return needs === 'approval' ? byFamily(wish, approvers) : '';
}

function say(text: string): undefined {
  showDialog({ picture: 'information', title: t('payments.do.fails'), text });
  return undefined;
}

const refused = (refusal: Refusal): undefined => say(tRefusal(refusal));

/** What a wrong PIN is told. */
export function pinNote({ triesLeft, lockedUntil }: { triesLeft: number; lockedUntil: string | null }): string {
  if (lockedUntil === null) return t('payments.pad.wrong', { n: triesLeft });
  return t('payments.pad.locked', { time: clockTime(lockedUntil), phone: kit.home.helpPhone });
}

async function byPin(wish: Wish): Promise<string | undefined> {
  let note: string | undefined;
  for (;;) {
    const pin = await askPin(t('payments.pad.title'), note);
    if (pin === undefined) return undefined;
    const reply = await kit.link.ask('payments:unlock', { pin, ...wish }, { key: newId() });
    if (!reply.ok) return refused(reply.refusal);
    const { permit, ...answer } = reply.value;
    if (permit) return permit;
    note = pinNote(answer);
    if (answer.lockedUntil) return say(note);
  }
}

async function byFamily(wish: Wish, approvers: readonly string[]): Promise<string | undefined> {
  const reply = await kit.link.ask('payments:askApproval', wish, { key: newId() });
  if (!reply.ok) return refused(reply.refusal);
  const answer = await waitFor(reply.value, approvers);
  if (!answer) return undefined;
  if (answer.state === 'granted') return answer.id;
  const [title, text] =
    answer.state === 'refused'
      ? [t('payments.ask.refused', { name: answer.by }), t('payments.ask.refusedHelp')]
      : [t('payments.ask.expired'), t('payments.ask.expiredHelp')];
  showDialog({ picture: 'information', title, text, safe: { text: t('payments.ask.close') } });
  return undefined;
}

/** Shows that the family is being asked until they have answered; undefined when the person would not wait. */
function waitFor(asked: Permit, approvers: readonly string[]): Promise<Permit | undefined> {
  return new Promise((done) => {
    const stops: (() => void)[] = [];
    const end = (answer: Permit | undefined) => {
      for (const stop of stops) stop();
      close();
      done(answer);
    };
    const look = (permit: Permit) => {
      if (permit.id === asked.id && permit.state !== 'waiting') end(permit);
    };
    const close = showDialog({
      picture: 'wait',
      title: t('payments.ask.title'),
      text: t('payments.ask.text', { names: approvers.join('、'), payee: asked.payee, yuan: yuan(asked.fen) }),
      safe: { text: t('payments.ask.back'), onPress: () => end(undefined) },
    });
    stops.push(
      kit.link.on('payments:permit', look),
      // What was pushed while the line was away is asked for.
      kit.link.changed.on((state) => {
        if (state !== 'online') return;
        void kit.link.ask('payments:permit', { id: asked.id }).then((reply) => reply.ok && look(reply.value));
      }),
    );
  });
}
