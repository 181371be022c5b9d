import { mkdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { cameraGatewayConnector } from '../../../../center/connectors/camera-gateway.ts';
import type { Connectors } from '../../../../center/connectors/connectors.ts';
import { refuse } from '../../../../center/refuse.ts';
import type { Reading, WorkPlace } from '../../../../center/work.ts';
import type { LookEnd, Probe } from '../../protocol.ts';
import { camera } from '../../schema.ts';
import { type LookHow, Looks } from '../looks.ts';
import { probe } from '../probe.ts';
import { sampleSources } from '../sample/sources.ts';
import { noteState } from '../states.ts';
import { Ingest } from './ingest.ts';
import { WhepViewer } from './whep-viewer.ts';

/** A camera that rests needs so long for its first picture, ms. */
const FIRST_PICTURE_MS = 8_000;

interface Kept {
  readonly sealed: string;
  readonly ingest: Ingest;
}

interface Remote {
  readonly resource: string;
}

/** All of a community's cameras in this process: their streams, and everybody who looks at them. */
export class Gateway {
  readonly #place: WorkPlace;
  readonly #communityId: string;
  readonly #folder: string;
  readonly #cameras = new Map<string, Kept>();
  readonly #viewers = new Map<string, WhepViewer | Remote>();
  readonly #samples: ReturnType<typeof sampleSources>;
  readonly looks: Looks;
  readonly #toWake = new Set<string>();
  #waking: Promise<void> = Promise.resolve();
  /** Changes of state are written one after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(place: WorkPlace, communityId: string) {
    this.#place = place;
    this.#communityId = communityId;
    this.#folder = join(place.filesDir, 'cameras');
    mkdirSync(this.#folder, { recursive: true });
    this.#samples = sampleSources(place.ffmpeg);
    this.looks = new Looks(place, communityId);
  }

  /** How many connections to viewers are open; for tests and the console. */
  get viewers(): number {
    return this.#viewers.size;
  }

  /** How many cameras are being taken in now; for tests. */
  get streams(): number {
    return [...this.#cameras.values()].filter(({ ingest }) => ingest.running).length;
  }

  /** Takes up the cameras that are in the database now, and lets go of those that are not or have another address. */
  async sync(): Promise<void> {
    const rows = await this.#place.db
      .select({ id: camera.id, sealed: camera.sealed, enabled: camera.enabled })
      .from(camera)
      .where(eq(camera.communityId, this.#communityId));
    for (const [id, kept] of this.#cameras) {
      const row = rows.find((one) => one.id === id && one.enabled);
      if (row?.sealed === kept.sealed) continue;
      this.#cameras.delete(id);
      this.looks.endAll((look) => look.cameraId === id, 'camera');
      await kept.ingest.stop();
      await rm(this.stillFile(id), { force: true });
    }
    for (const { id, sealed, enabled } of rows) {
      if (enabled && !this.#cameras.has(id)) this.#cameras.set(id, { sealed, ingest: this.#ingest(id, sealed) });
    }
  }

  #ingest(cameraId: string, sealed: string): Ingest {
    const { ffmpeg, log, vault } = this.#place;
    const address = vault.unseal(sealed);
    return new Ingest({
      ffmpeg,
      log,
      cameraId,
      warm: !address.startsWith('sample:'),
      address: () => this.#samples.resolve(address),
      stillFile: this.stillFile(cameraId),
      onState: (state, fault) => {
        if (state === 'resting') return;
        this.#writing = this.#writing
          .then(() => noteState(this.#place, this.#communityId, cameraId, state, fault))
          .catch((error: unknown) => this.#place.log.error({ error, camera: cameraId }, 'a state was not noted'));
      },
    });
  }

  /** Looks at the stream behind an address: what staff typed, or what a camera has. */
  async probe(address: string): Promise<Probe> {
    return probe(this.#place.ffmpeg, await this.#samples.resolve(address));
  }

  stillFile(cameraId: string): string {
    return join(this.#folder, `${cameraId}.jpg`);
  }

  /** When the newest still was made, ISO time; null when there is none. */
  async stillAt(cameraId: string): Promise<string | null> {
    return stat(this.stillFile(cameraId)).then(
      ({ mtime }) => mtime.toISOString(),
      () => null,
    );
  }

  /** A still is wanted: a camera that rests is woken when its own is older than `olderThanMs`. */
  async wake(cameraId: string, olderThanMs: number): Promise<void> {
    const ingest = this.#cameras.get(cameraId)?.ingest;
    if (ingest?.state !== 'resting' || this.#toWake.has(cameraId)) return;
    const at = await this.stillAt(cameraId);
    if (at !== null && Date.now() - Date.parse(at) < olderThanMs) return;
    // One after the other: four that wake together would take all of a small machine.
    this.#toWake.add(cameraId);
    this.#waking = this.#waking.then(async () => {
      const release = ingest.hold();
      await ingest.ready(FIRST_PICTURE_MS);
      release();
      this.#toWake.delete(cameraId);
    });
  }

  /** Begins a look by WebRTC: the answer to the viewer's offer. Refuses `unavailable` when no picture comes. */
  async begin(lookId: string, cameraId: string, offer: string): Promise<string> {
    const { connectors } = this.#place;
    const remote = connectors.isLive(cameraGatewayConnector)
      ? await connectors.ask(cameraGatewayConnector, { kind: 'offer', cameraId, offer })
      : 'embedded';
    if (!remote) throw refuse('unavailable');
    if (remote !== 'embedded') {
      this.#viewers.set(lookId, { resource: remote.resource });
      this.looks.attach(lookId, cameraId, 'webrtc', () => this.#leave(lookId));
      return remote.answer;
    }
    const ingest = this.#need(cameraId);
    const release = ingest.hold();
    const track = (await ingest.ready(FIRST_PICTURE_MS)) ? ingest.track : undefined;
    if (!track) {
      release();
      throw refuse('unavailable', 'cameras.refused.picture');
    }
    const viewer = new WhepViewer(track, [], () => void this.looks.end(lookId, 'vanished'));
    this.#viewers.set(lookId, viewer);
    let unlisten = () => {};
    this.looks.attach(lookId, cameraId, 'webrtc', async () => {
      release();
      unlisten();
      await this.#leave(lookId);
    });
    try {
      const answer = await viewer.answer(offer, () => ingest.gop.frames);
      unlisten = ingest.listen((frame) => viewer.push(frame));
      return answer;
    } catch (error) {
      this.#place.log.info({ words: String(error) }, 'an offer for a camera cannot be answered');
      await this.looks.end(lookId, 'unused');
      throw refuse('invalid');
    }
  }

  /** One more candidate of a viewer. */
  async candidate(lookId: string, candidate: string, mid: string): Promise<void> {
    const viewer = this.#viewers.get(lookId);
    if (viewer instanceof WhepViewer) await viewer.add(candidate, mid);
  }

  /** The HLS list of a camera, for a look that goes on as long as it is asked for. Undefined without a picture. */
  async list(lookId: string, cameraId: string, how: LookHow) {
    const ingest = this.#need(cameraId);
    if (!this.looks.touch(lookId, how)) {
      const release = ingest.hold();
      this.looks.attach(lookId, cameraId, how, async () => release());
    }
    return (await ingest.ready(FIRST_PICTURE_MS)) ? ingest.list : undefined;
  }

  async #leave(lookId: string): Promise<void> {
    const viewer = this.#viewers.get(lookId);
    this.#viewers.delete(lookId);
    if (viewer instanceof WhepViewer) await viewer.close();
    else if (viewer) {
      await this.#place.connectors.ask(cameraGatewayConnector, { kind: 'end', resource: viewer.resource });
    }
  }

  #need(cameraId: string): Ingest {
    const kept = this.#cameras.get(cameraId);
    if (!kept) throw refuse('gone');
    return kept.ingest;
  }

  async stop(why: LookEnd = 'camera'): Promise<void> {
    await this.looks.stop(why);
    await Promise.all([...this.#cameras.values()].map(({ ingest }) => ingest.stop()));
    this.#cameras.clear();
    await this.#samples.stop();
    await this.#writing;
  }
}

/** Each center's gateway, by what both a handler and the start of the center hold of it. */
const gateways = new WeakMap<Connectors, Gateway>();

/** Opens the gateway of a center. */
export async function openGateway(place: WorkPlace, communityId: string): Promise<Gateway> {
  const gateway = new Gateway(place, communityId);
  gateways.set(place.connectors, gateway);
  await gateway.looks.tidy();
  await gateway.sync();
  return gateway;
}

/** The gateway of the center that a handler works in. */
export function gatewayOf({ connectors }: Pick<Reading, 'connectors'>): Gateway {
  const gateway = gateways.get(connectors);
  if (!gateway) throw refuse('unavailable');
  return gateway;
}
