import { type LivePicture, openLive } from '../../../media/camera.ts';
import { WhepError } from '../../../media/whep.ts';
import { kit } from '../../../tv/kit.ts';
import type { Showing } from '../../../tv/media/showing.ts';
import { Signal } from '../../../tv/signal.ts';
import type { CameraState } from '../protocol.ts';
import { cameras } from './cameras.ts';

/**
 * opening: no picture yet · live: by WebRTC · slow: by HLS, a second or two late · stalled: it stopped and is being brought
 * back · offline: the camera has no picture · withdrawn: the right ran out · failed: only the person can go on ·
 * waiting: something higher has the screen, and nobody looks meanwhile
 */
export type LookState = 'opening' | 'live' | 'slow' | 'stalled' | 'offline' | 'withdrawn' | 'failed' | 'waiting';

/** The waits between tries, ms. */
const WAITS = [500, 1_000, 2_000, 4_000] as const;

/** One camera in full size. It ends its look while a higher layer has the screen, and begins a new one after it. */
export class Look {
  state: LookState = 'opening';
  readonly changed = new Signal();
  readonly cameraId: string;
  #lookId: string | undefined;
  #picture: LivePicture | undefined;
  #showing: Showing | undefined;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #round = 0;
  #closed = false;
  /** How the camera was when it was last told of. */
  #known: CameraState | undefined;
  readonly #stops: (() => void)[];

  constructor(cameraId: string) {
    this.cameraId = cameraId;
    this.#stops = [
      kit.link.on('cameras:ended', ({ lookId, why }) => {
        if (lookId !== this.#lookId) return;
        if (why === 'withdrawn') this.#stay('withdrawn');
        else this.#again();
      }),
      cameras.changed.on(() => this.#followCamera()),
      kit.layers.changed.on(() => this.#followLayers()),
      kit.link.changed.on((state) => state === 'online' && this.state === 'failed' && this.open()),
    ];
    this.#followLayers();
    if (this.state === 'opening') this.open();
  }

  /** Begins, or begins anew after it failed. */
  open(): void {
    this.#let();
    this.#tries = 0;
    this.#tell('opening');
    void this.#begin();
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#let();
  }

  async #begin(): Promise<void> {
    const round = ++this.#round;
    const gone = () => this.#closed || round !== this.#round;
    const reply = await kit.link.ask('cameras:look', { cameraId: this.cameraId });
    if (gone()) return;
    if (!reply.ok) {
      if (reply.refusal.code === 'forbidden' || reply.refusal.code === 'gone') this.#stay('withdrawn');
      else this.#later();
      return;
    }
    const { lookId, ticket, whep, hls } = reply.value;
    this.#lookId = lookId;
    const [whepUrl, hlsUrl] = [kit.link.addressOf(whep), kit.link.addressOf(hls)];
    try {
      const onLost = () => round === this.#round && this.#again();
      const picture = await openLive({ whep: whepUrl, hls: hlsUrl, ticket, onLost });
      if (gone()) return picture.close();
      this.#picture = picture;
      this.#show(picture, round);
    } catch (error) {
      if (gone()) return;
      if (error instanceof WhepError && error.fault === 'refused') this.#stay('withdrawn');
      else this.#later();
    }
  }

  #show(picture: LivePicture, round: number): void {
    const source =
      picture.kind === 'hls'
        ? ({ kind: 'hls', url: picture.url, live: true } as const)
        : ({ kind: 'stream', stream: picture.stream } as const);
    const showing = kit.media.show(source, { rank: 'page', muted: true });
    this.#showing = showing;
    showing.changed.on(() => {
      if (round !== this.#round) return;
      if (showing.state === 'playing' || showing.state === 'silent') {
        this.#tries = 0;
        this.#tell(picture.kind === 'hls' ? 'slow' : 'live');
      } else if (showing.state === 'stalled') this.#tell('stalled');
      else if (showing.state === 'failed') this.#again();
    });
  }

  /** The picture stopped by itself. */
  #again(): void {
    this.#let();
    this.#tell('stalled');
    this.#later();
  }

  #later(): void {
    const offline = cameras.list?.find(({ id }) => id === this.cameraId)?.state === 'offline';
    const wait = WAITS[this.#tries++];
    if (wait === undefined && !offline) {
      this.#stay('failed');
      return;
    }
    this.#tell(offline ? 'offline' : this.state === 'offline' ? 'opening' : this.state);
    // Of a camera that is off, its return is told.
    if (!offline) this.#retry = setTimeout(() => void this.#begin(), wait);
  }

  #followCamera(): void {
    const { list } = cameras;
    const camera = list?.find(({ id }) => id === this.cameraId);
    const before = this.#known;
    this.#known = camera?.state;
    if (this.state === 'waiting') return;
    if (list && !camera) {
      if (this.state !== 'withdrawn') this.#stay('withdrawn');
    } else if (camera?.state === 'offline' && before !== 'offline') this.#stay('offline');
    else if (camera?.state === 'online' && this.state === 'offline') this.open();
    else this.changed.emit();
  }

  #followLayers(): void {
    const covered = kit.layers.stack.some(({ kind }) => kind !== 'popup');
    if (covered && this.state !== 'waiting') this.#stay('waiting');
    else if (!covered && this.state === 'waiting') this.open();
  }

  #stay(state: LookState): void {
    this.#let();
    this.#tell(state);
  }

  /** Lets the picture go, and what would bring it. */
  #let(): void {
    this.#round++;
    clearTimeout(this.#retry);
    this.#showing?.close();
    this.#picture?.close();
    this.#showing = undefined;
    this.#picture = undefined;
    this.#lookId = undefined;
  }

  #tell(state: LookState): void {
    if (this.state === state) return;
    this.state = state;
    this.changed.emit();
  }
}
