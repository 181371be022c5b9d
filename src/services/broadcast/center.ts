import { and, eq } from 'drizzle-orm';
import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import { doWork } from '../../center/work.ts';
import { reachOf } from './center/audience.ts';
import { capConnector, capInRoutes, onPollTimer } from './center/cap-in.ts';
import { capOutRoutes } from './center/cap-out.ts';
import { coverageOf, followUpItem, openFollowUps, stepFollowUp } from './center/coverage.ts';
import { approve, prepare, saveDraft, sendBack, submit } from './center/drafts.ts';
import { closeIncident, incidentOf, reportRefused, takeIncident } from './center/incidents.ts';
import { keyState, openKeys, rotate, setRoot, statementsAfter } from './center/keys.ts';
import { mediaRoutes } from './center/media.ts';
import { change, findMessage, listMessages, tellChanged, viewOf } from './center/messages.ts';
import { correct, sealAnew, stop } from './center/sending.ts';
import { certificateText, certifySigner, enrolSigner, listSigners, revokeSigner } from './center/signers.ts';
import { listSources, POLL_TIMER, saveSource } from './center/sources.ts';
import { speechConnector } from './center/speech.ts';
import { listTemplates, markTemplate, saveTemplate } from './center/templates.ts';
import { broadcast, followers, readers } from './protocol.ts';
import { sampleDesk } from './sample.ts';
import { message } from './schema.ts';

/** 02 应急广播 at the center. */
export const broadcastCenter = serve({
  contract: broadcast,
  answeredBy: followers,
  connectors: [speechConnector, capConnector],
  async open(place, community) {
    const first = await openKeys(place, community);
    if (first && community.sample) await doWork(place, community.id, sampleDesk);
  },
  async routes(app, door) {
    mediaRoutes(app, door);
    await capInRoutes(app, door);
    capOutRoutes(app, door);
  },
  timers: { [POLL_TIMER]: onPollTimer },

  async onReceipts(reading, { messageId, received, shown, confirmed }) {
    const [row] = await reading.db
      .select({ boxes: message.boxes })
      .from(message)
      .where(and(eq(message.communityId, reading.communityId), eq(message.id, messageId)));
    if (!row) return undefined;
    const body = { id: messageId, coverage: { boxes: row.boxes, received, shown, confirmed } };
    return { roles: [...readers, 'clerk'] as const, name: 'broadcast:coverage', body };
  },

  handlers: {
    trust: async ({ db, communityId }, _, { serial }) => ({
      statements: await statementsAfter(db, communityId, serial),
    }),
    async refused(work, actor, report) {
      await reportRefused(work, actor, report);
      return {};
    },

    count: (reading, _, { audience }) => reachOf(reading, audience),
    messages: async ({ db, communityId }) => ({ messages: await listMessages(db, communityId) }),
    async saveDraft(work, actor, input) {
      return viewOf(work.db, await saveDraft(work, { id: actor.staffId, name: actor.name }, input));
    },
    prepare: async (work, _, { id }) => viewOf(work.db, await prepare(work, id)),
    submit,
    approve,
    return: (work, actor, input) => sendBack(work, actor, 'returned', input),
    reject: (work, actor, input) => sendBack(work, actor, 'rejected', input),
    async discard(work, actor, { id }) {
      await change(work, id, ['draft', 'returned', 'waiting'], { state: 'rejected', words: null });
      work.audit(actor, 'broadcast.discard', `message:${id}`);
      return {};
    },
    stop: (work, actor, { id }) => stop(work, actor, id),
    correct: (work, actor, { id, body }) => correct(work, actor, id, body),

    coverage: (reading, _, { id }) => coverageOf(reading, id),
    followUp: openFollowUps,
    async followUpStep(work, actor, input) {
      await stepFollowUp(work, actor, input);
      return {};
    },
    followUpItem: (reading, _, { requestId }) => followUpItem(reading, requestId),

    templates: async ({ db, communityId }) => ({ templates: await listTemplates(db, communityId) }),
    async saveTemplate(work, actor, { id, template }) {
      const saved = await saveTemplate(work, id, template);
      work.audit(actor, 'broadcast.template.save', `template:${saved.id}`, template);
      tellChanged(work, saved.id);
      return saved;
    },
    async approveTemplate(work, actor, { id }) {
      const saved = await markTemplate(work, id, { approvedBy: actor.name });
      work.audit(actor, 'broadcast.template.approve', `template:${id}`, saved);
      tellChanged(work, id);
      return saved;
    },
    async retireTemplate(work, actor, { id }) {
      await markTemplate(work, id, { retired: true });
      work.audit(actor, 'broadcast.template.retire', `template:${id}`);
      tellChanged(work, id);
      return {};
    },

    signers: async ({ db, communityId }) => ({ signers: await listSigners(db, communityId) }),
    async enrolSigner(work, actor, { key, proof }) {
      tellChanged(work, actor.staffId);
      return enrolSigner(work, actor, key, proof);
    },
    async certificateText(reading, _, { key, holder, days }) {
      const text = certificateText(reading, key, holder, days);
      return { key, text, certificate: JSON.parse(text) };
    },
    async certify(work, actor, { key, ...signed }) {
      const certified = await certifySigner(work, key, signed);
      work.audit(actor, 'broadcast.signer.certify', `staff:${certified.holder.id}`, signed);
      tellChanged(work, certified.holder.id);
      return certified;
    },
    async revokeSigner(work, actor, { key }) {
      const revoked = await revokeSigner(work, key);
      work.audit(actor, 'broadcast.signer.revoke', `staff:${revoked.holder.id}`, { key });
      tellChanged(work, revoked.holder.id);
      return revoked;
    },
    keys: (reading) => keyState(reading),
    async rotateKeys(work, actor) {
      const state = await rotate(work);
      await sealAnew(work);
      work.audit(actor, 'broadcast.keys.rotate', `community:${work.communityId}`, { serial: state.serial });
      return state;
    },
    async setRoot(work, actor, { root }) {
      const state = await setRoot(work, root);
      work.audit(actor, 'broadcast.keys.root', `community:${work.communityId}`, { root });
      return state;
    },

    sources: async ({ db, communityId }) => ({ sources: await listSources(db, communityId) }),
    saveSource,
    async original({ db, communityId }, _, { id }) {
      const { cap } = await findMessage(db, communityId, id);
      if (!cap) throw refuse('gone');
      return { xml: cap };
    },

    incident: (reading, _, { requestId }) => incidentOf(reading, requestId),
    async takeIncident(work, actor, { requestId }) {
      await takeIncident(work, actor, requestId);
      return {};
    },
    async closeIncident(work, actor, { requestId, words }) {
      await closeIncident(work, actor, requestId, words);
      return {};
    },
  },
});
