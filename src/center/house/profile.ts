import { eq } from 'drizzle-orm';
import { CATALOGUE } from '../../protocol/catalogue.ts';
import { ALWAYS_ON, type ProfileView, type profile } from '../../protocol/contracts/profile.ts';
import { services } from '../../protocol/services.ts';
import { community } from '../identity/schema.ts';
import type { Profile } from '../profile.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import { communityOf } from './notice.ts';

/** All that this build of the center can do, in the order of the numbers. */
const OFFERED = CATALOGUE.map((entry) => entry.id).filter((id) => id in services);

function view(on: readonly string[]): ProfileView {
  return {
    services: OFFERED.filter((id) => on.includes(id)).sort((a, b) => on.indexOf(a) - on.indexOf(b)),
    offered: OFFERED,
  };
}

/** Which services a community has. */
export function profileHandlers(known: Profile): Handlers<typeof profile> {
  return {
    read: async (reading) => view((await communityOf(reading)).services),

    async save(work, actor, { services: wanted }) {
      if (ALWAYS_ON.some((id) => !wanted.includes(id))) throw refuse('conflict', 'refusal.alwaysOn');
      const strange = wanted.some((id) => !OFFERED.includes(id));
      if (strange || new Set(wanted).size < wanted.length) throw refuse('invalid');
      const { services: before } = await communityOf(work);
      await work.tx.update(community).set({ services: wanted }).where(eq(community.id, work.communityId));
      work.audit(actor, 'profile.save', `community:${work.communityId}`, { before, after: wanted });
      work.tellBoxes(`community:${work.communityId}`, 'box:home', {});
      work.tellStaff(['admin', 'clerk'], 'profile:changed', {});
      work.afterCommit(() => known.forget(work.communityId));
      return view(wanted);
    },
  };
}
