import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { HttpDoor } from '../../../center/http/door.ts';
import { building, community } from '../../../center/identity/schema.ts';
import { say } from '../../../protocol/texts.ts';
import { type Hazard, type Level, readers, WarningContent } from '../protocol.ts';
import { message } from '../schema.ts';
import type { CapAlert, CapInfo, CapPoint } from './cap/model.ts';
import { writeCap } from './cap/write.ts';
import { writeAtom } from './cap/write-atom.ts';
import type { MessageRow } from './messages.ts';

/** Newest so many are in the feed. */
const LISTED = 50;
/** A stop is a message of its own in CAP; its identifier ends so. */
const STOP = '.stop';

const CATEGORY: Readonly<Record<Hazard, CapInfo['categories'][number]>> = {
  weather: 'Met',
  fire: 'Fire',
  gas: 'Safety',
  water: 'Infra',
  power: 'Infra',
  flood: 'Met',
  earthquake: 'Geo',
  missing: 'Rescue',
  epidemic: 'Health',
  notice: 'Other',
  other: 'Other',
};

/** Only for those who know nothing of the four levels: the level itself goes out as a parameter. */
const SEVERITY: Readonly<Record<Level, CapInfo['severity']>> = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
  notice: 'Unknown',
};

interface Here {
  readonly id: string;
  readonly name: string;
  readonly district: { readonly code: string; readonly name: string } | null;
  /** Outlines of buildings. */
  readonly outlines: ReadonlyMap<string, CapPoint[]>;
}

const senderOf = (here: Here) => `xiyangli:${here.id}`;
const contentOf = (row: MessageRow) => v.parse(WarningContent, JSON.parse(row.content ?? '{}'));

/** For everybody's eyes, unless a single home or a group of homes is named. */
function isPublic({ audience }: WarningContent): boolean {
  return audience.every(({ kind }) => kind === 'community' || kind === 'district' || kind === 'building');
}

/**
 * A broadcast as CAP 1.2, or the Cancel that its stop is. `replaced` are the broadcasts that it takes the place of; a
 * correction is an Update with a note.
 */
export function capOf(here: Here, row: MessageRow, replaced: readonly MessageRow[], stopped = false): CapAlert {
  const content = contentOf(row);
  const sender = senderOf(here);
  const named = (one: MessageRow) => ({ sender, identifier: one.id, sent: one.sentAt ?? '' });
  const open = isPublic(content);
  return {
    identifier: stopped ? `${row.id}${STOP}` : row.id,
    sender,
    sent: (stopped ? row.stoppedAt : row.sentAt) ?? '',
    status: content.drill ? 'Exercise' : 'Actual',
    msgType: stopped ? 'Cancel' : content.kind === 'alert' ? 'Alert' : 'Update',
    scope: open ? 'Public' : 'Restricted',
    restriction: open ? undefined : row.audienceName,
    addresses: [],
    codes: [],
    incidents: [],
    note: content.kind === 'correction' ? say('zh-CN', 'broadcast.correction') : undefined,
    references: stopped ? [named(row)] : replaced.map(named),
    infos: [infoOf(here, row, content)],
  };
}

function infoOf(here: Here, row: MessageRow, content: WarningContent): CapInfo {
  return {
    language: 'zh-CN',
    categories: [CATEGORY[content.hazard]],
    event: say('zh-CN', `broadcast.hazard.${content.hazard}`),
    responseTypes: [],
    urgency: content.level === 'red' || content.level === 'orange' ? 'Immediate' : 'Expected',
    severity: SEVERITY[content.level],
    certainty: 'Likely',
    eventCodes: [],
    effective: content.notBefore,
    expires: content.expires,
    senderName: content.sender,
    headline: content.headline,
    description: content.body,
    parameters: [{ valueName: 'level', value: content.level }],
    resources: [],
    areas: [
      {
        areaDesc: row.audienceName,
        polygons: content.audience.flatMap((target) =>
          target.kind === 'building' ? [here.outlines.get(target.id) ?? []].filter((ring) => ring.length > 0) : [],
        ),
        circles: [],
        geocodes: here.district ? [{ valueName: 'GB/T 2260', value: here.district.code }] : [],
      },
    ],
  };
}

/**
 * `GET /cap/feed.xml`: an Atom feed of what was sent to the community, a district or buildings. `GET /cap/<id>.xml`: one
 * of them as CAP, `<id>.stop.xml` its Cancel. What names homes or groups is for signed-in staff only.
 */
export function capOutRoutes(app: FastifyInstance, { place, community: own, staffOf }: HttpDoor): void {
  const { db } = place;
  const sent = and(eq(message.communityId, own.id), isNotNull(message.sentAt));

  async function whereWeAre(): Promise<Here> {
    const [row] = await db.select().from(community).where(eq(community.id, own.id));
    if (!row) throw new Error('no community');
    const shapes = await db
      .select({ id: building.id, shape: building.shape })
      .from(building)
      .where(eq(building.communityId, own.id));
    const outlines = shapes.flatMap(({ id, shape }): [string, CapPoint[]][] => {
      const ring = shape?.outline.coordinates[0];
      return ring ? [[id, ring.map(([lon, lat]): CapPoint => ({ lat, lon }))]] : [];
    });
    return { ...row, outlines: new Map(outlines) };
  }

  app.get('/cap/feed.xml', async (request, reply) => {
    const here = await whereWeAre();
    const rows = await db.select().from(message).where(sent).orderBy(desc(message.sentAt)).limit(LISTED);
    const root = `${request.protocol}://${request.host}/cap`;
    const entries = rows
      .filter((row) => isPublic(contentOf(row)))
      .flatMap((row) => {
        const entry = (id: string, at: string, title: string) => ({
          id: `urn:xiyangli:${id}`,
          title,
          updated: at,
          cap: { href: `${root}/${id}.xml` },
        });
        const { headline } = contentOf(row);
        const first = entry(row.id, row.sentAt ?? '', headline);
        if (!row.stoppedAt) return [first];
        return [entry(`${row.id}${STOP}`, row.stoppedAt, say('zh-CN', 'broadcast.stopped', { headline })), first];
      })
      .sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated));
    const feed = writeAtom(
      {
        id: `urn:xiyangli:${here.id}`,
        title: say('zh-CN', 'broadcast.feed', { community: here.name }),
        updated: entries[0]?.updated ?? place.clock().toISOString(),
        entries,
      },
      { author: here.name, self: `${root}/feed.xml` },
    );
    return reply.type('application/atom+xml; charset=utf-8').send(feed);
  });

  app.get<{ Params: { file: string } }>('/cap/:file', async (request, reply) => {
    const [, id, stop] = /^([0-9a-f-]{36})(\.stop)?\.xml$/.exec(request.params.file) ?? [];
    const found = id
      ? await db
          .select()
          .from(message)
          .where(and(sent, eq(message.id, id)))
      : [];
    const row = found[0];
    if (!row || (stop && !row.stoppedAt)) return reply.code(404).send({ error: 'gone' });
    if (!isPublic(contentOf(row)) && !(await staffOf(request, readers))) {
      return reply.code(403).send({ error: 'forbidden' });
    }
    const replaced = await db
      .select()
      .from(message)
      .where(and(sent, eq(message.replacedBy, row.id)));
    const alert = capOf(await whereWeAre(), row, replaced, stop !== undefined);
    return reply.type('application/cap+xml; charset=utf-8').send(writeCap(alert));
  });
}
