import { addressOf, medicalCardsOf, residentsOf } from '../../../center/identity/households.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { sos } from '../protocol.ts';
import { find, lock, move, remark, stateOf, view } from './alarm.ts';
import { endDrill } from './drills.ts';
import { noticeDeed, tick } from './notices.ts';
import { owned } from './ownership.ts';

type HelpAsks = Pick<Handlers<typeof sos>, 'advance' | 'note' | 'notified' | 'close' | 'card'>;

/** How help goes on, from the owner's first step to the end. */
export const helpHandlers: HelpAsks = {
  async advance(work, actor, { alarmId, to }) {
    const alarm = owned(await lock(work, alarmId), actor);
    work.audit(actor, `sos.${to}`, `request:${alarmId}`);
    return move(work, alarm, to, { by: actor.name, deed: { text: `sos.state.${to}` }, ringing: false });
  },

  async note(work, actor, { alarmId, words }) {
    const alarm = await lock(work, alarmId);
    return view(await remark(work, alarm, { by: actor.name, deed: { text: 'house.deed.note' }, words }));
  },

  async notified(work, actor, { alarmId, noticeId, state, words }) {
    const alarm = await lock(work, alarmId);
    const notice = await tick(work, { id: noticeId, alarmId, state, by: actor.name, words });
    work.audit(actor, `sos.notified.${state}`, `request:${alarmId}`, { who: notice.who });
    return view(await remark(work, alarm, { by: actor.name, deed: noticeDeed(notice), words }));
  },

  async close(work, actor, { alarmId, code, words }) {
    const alarm = owned(await lock(work, alarmId), actor);
    if (stateOf(alarm.row) === 'cancelled' && !alarm.alarm.callBack)
      throw refuse('conflict', 'sos.refused.callBackFirst');
    work.audit(actor, 'sos.closed', `request:${alarmId}`, { code });
    const deed = { text: 'sos.state.closed' };
    // What was to be tried has been tried: the next press is meant.
    if (alarm.alarm.drill) await endDrill(work, alarm.alarm.householdId);
    const end = { by: actor.name, deed, words, dueAt: null, closes: true };
    return move(work, alarm, 'closed', end, { closingCode: code });
  },

  async card(work, actor, { alarmId }) {
    const { row, alarm } = await find(work.db, work.communityId, alarmId);
    if (row.closedAt) throw refuse('gone', 'sos.refused.notOpen');
    const address = await addressOf(work.db, work.communityId, alarm.householdId);
    const residents = await residentsOf(work.db, work.communityId, alarm.householdId);
    const cards = await medicalCardsOf(
      work.db,
      work.communityId,
      residents.map((r) => r.id),
    );
    work.audit(actor, 'medicalCard.look', `household:${alarm.householdId}`, { alarm: alarmId });
    return {
      address: address.label,
      access: address.access,
      contacts: address.contacts,
      residents: residents.map(({ id, name, salutation, birthYear }) => ({
        name,
        salutation,
        birthYear,
        medical: cards.get(id) ?? { conditions: '', allergies: '', medicines: '' },
      })),
      callFirst: address.contacts[0]?.phone ?? '',
    };
  },
};
