import type { LiveCall } from '../../media/calls/live-call.ts';
import { kit } from '../kit.ts';
import type { Rank, Showing } from '../media/showing.ts';
import { SAFE, SCREEN } from '../theme.ts';

const OWN_W = 400;
/** Our own picture, small, at the top right below the sign, px. */
export const OWN_FRAME = { x: SCREEN.w - SAFE.x - OWN_W, y: SAFE.y + 70, w: OWN_W, h: (OWN_W * 9) / 16 } as const;

/** The two pictures of a call on the screen: theirs in full, ours small. Follows the call until it is closed. */
export class CallPictures {
  readonly #call: LiveCall;
  readonly #rank: Rank;
  #remote: { readonly stream: MediaStream; readonly showing: Showing } | undefined;
  #local: { readonly stream: MediaStream; readonly showing: Showing } | undefined;
  readonly #changed: () => void;

  constructor(call: LiveCall, rank: Rank, changed: () => void) {
    this.#call = call;
    this.#rank = rank;
    this.#changed = changed;
    this.follow();
  }

  /** Their picture is there, and they send one. */
  get remoteSeen(): boolean {
    return this.#call.otherPicture && this.#remote?.showing.firstFrameMs !== undefined && this.#call.link !== 'failed';
  }

  /** Our own picture is on the screen. */
  get ownSeen(): boolean {
    return this.#local !== undefined;
  }

  /** Brings what is shown in line with the call. */
  follow(): void {
    const { remote, local } = this.#call;
    if (remote !== this.#remote?.stream && (remote?.getTracks().length ?? 1) > 0) {
      this.#remote?.showing.close();
      this.#remote = remote && {
        stream: remote,
        showing: kit.media.show({ kind: 'stream', stream: remote }, { rank: this.#rank }),
      };
      this.#remote?.showing.changed.on(this.#changed);
    }
    // Ours stands over theirs, and not alone over the page below; the screen of an alarm has no room for it.
    const own = this.#remote && this.#rank === 'call' ? local : undefined;
    if (own !== this.#local?.stream) {
      this.#local?.showing.close();
      const source = own && ({ kind: 'stream', stream: own, mirrored: true } as const);
      this.#local = source && {
        stream: source.stream,
        showing: kit.media.show(source, { rank: this.#rank, frame: OWN_FRAME, muted: true }),
      };
    }
  }

  close(): void {
    this.#remote?.showing.close();
    this.#local?.showing.close();
    this.#remote = undefined;
    this.#local = undefined;
  }
}
