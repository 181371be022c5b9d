import type { merchants } from '../../protocol/contracts/merchants.ts';
import { listMerchants, merchantOf, merchantView, peopleOfMerchants, saveMerchant } from '../merchants/merchants.ts';
import type { Handlers } from '../serve.ts';
import type { Work } from '../work.ts';

/** What it is has changed: consoles hear of it, and televisions ask again what there is. */
function tell(work: Work, merchantId: string): void {
  work.tellStaff(['admin', 'clerk'], 'merchants:changed', { merchantId }, merchantId);
  work.tellBoxes(`community:${work.communityId}`, 'box:home', {});
}

/** Merchants, as the community keeps them and as they keep themselves. */
export const merchantHandlers: Handlers<typeof merchants> = {
  async list({ db, communityId }) {
    const people = await peopleOfMerchants(db, communityId);
    const all = await listMerchants(db, communityId);
    return { merchants: all.map((one) => ({ ...one, people: people.get(one.id) ?? 0 })) };
  },

  async save(work, actor, saved) {
    const merchant = await saveMerchant(work, saved);
    work.audit(actor, 'merchant.save', `merchant:${merchant.id}`, saved);
    tell(work, merchant.id);
    return merchant;
  },

  own: async ({ db, communityId }, _, { merchantId }) => merchantView(await merchantOf(db, communityId, merchantId)),

  async saveOwn(work, actor, { merchantId, ...own }) {
    const before = merchantView(await merchantOf(work.tx, work.communityId, merchantId));
    const merchant = await saveMerchant(work, { ...before, ...own });
    work.audit(actor, 'merchant.saveOwn', `merchant:${merchantId}`, own);
    tell(work, merchantId);
    return merchant;
  },
};
