import * as v from 'valibot';
import { signatureFits } from '../center/vault/vault.ts';
import type { FeedMessage } from '../protocol/wire.ts';
import {
  followStatements,
  judge,
  type KeyStatement,
  type Reason,
  SignedMessage,
  signedText,
  type Verify,
  type WarningContent,
} from '../services/broadcast/protocol.ts';
import type { TestBox } from './harness.ts';

const fits: Verify = (purpose, text, signature, key) => signatureFits(key, signedText(purpose, text), signature);

/** A box without a screen that believes nothing it cannot judge, by the same rules as the television. */
export class JudgingBox {
  readonly shown: WarningContent[] = [];
  readonly stopped: string[] = [];
  readonly refused: { id: string; reason: Reason }[] = [];
  readonly #last = new Map<string, number>();
  #floor = 0;
  keys: KeyStatement | undefined;
  /** ms by the clock of the center that greeted it. */
  now = () => Date.now();

  /** Takes the keys that it will believe from now on, as at its enrolment, or follows them. */
  async learnKeys(box: TestBox): Promise<void> {
    const { statements } = await box.get('broadcast:trust', { serial: this.keys?.serial ?? 0 });
    this.keys = followStatements(this.keys, statements, fits);
  }

  /** Judges a message as it came to `box`; says why it is not shown, or undefined when it is. */
  take(box: TestBox, message: FeedMessage): Reason | undefined {
    const { place } = box.hello;
    if (!this.keys || !place) throw new Error('the box knows no keys or no place');
    const verdict = judge(
      { message: v.parse(SignedMessage, message.body), scope: message.scope, seq: message.seq },
      {
        keys: this.keys,
        scopes: place.scopes,
        community: place.community,
        now: this.now(),
        notBefore: this.#floor,
        lastSequence: (scope) => this.#last.get(scope) ?? 0,
        known: (id) => this.shown.some((content) => content.id === id),
      },
      fits,
    );
    if (!verdict.ok) {
      this.refused.push({ id: message.id, reason: verdict.reason });
      return verdict.reason;
    }
    const { envelope, content } = verdict;
    this.#last.set(envelope.scope, envelope.sequence);
    this.#floor = Math.max(this.#floor, Date.parse(envelope.sentAt));
    if (envelope.type === 'stop') this.stopped.push(envelope.warning);
    else if (content && !this.shown.some(({ id }) => id === content.id)) this.shown.push(content);
    return undefined;
  }
}
