import nacl from 'tweetnacl';
import { newId } from '../protocol/ids.ts';
import {
  type Approval,
  type Certificate,
  type Envelope,
  type Holder,
  type KeyStatement,
  type Purpose,
  type SignedMessage,
  type SignedStatement,
  type SignedText,
  signedText,
  type WarningContent,
} from '../services/broadcast/protocol.ts';

/** Both halves of a key, as whoever holds it has them. */
export interface TestKey {
  readonly key: string;
  sign(purpose: Purpose, text: string): string;
}

export function newKey(): TestKey {
  const { publicKey, secretKey } = nacl.sign.keyPair();
  const bytesOf = (purpose: Purpose, text: string) => new TextEncoder().encode(signedText(purpose, text));
  return {
    key: toBase64(publicKey),
    sign: (purpose, text) => toBase64(nacl.sign.detached(bytesOf(purpose, text), secretKey)),
  };
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const hoursFrom = (ms: number, hours: number): string => new Date(ms + hours * 3_600_000).toISOString();

/** Somebody who may sign a content, with the root's word for it. */
export interface TestSigner extends TestKey {
  readonly certificate: SignedText;
  approve(content: string): Approval;
}

/** What a message is made of; an attack changes one part of it. */
export interface MessageParts {
  /** In the feed. */
  id: string;
  /** The text that persons sign. */
  content: string;
  approvals: Approval[];
  envelope: Envelope;
  /** The text of `envelope`, if another is to be sent than is signed. */
  text?: string;
  center: TestKey;
  key?: string;
  signature?: string;
}

/**
 * A community with all its keys: the root, the issuing pair, that of drills, two writers, an approver and a source that
 * may warn of red earthquakes in the whole community. Times begin `now` (ms).
 */
export class TestCommunity {
  readonly id = newId();
  readonly scope = `community:${this.id}`;
  readonly root = newKey();
  readonly issuing = [newKey(), newKey()] as const;
  readonly drill = newKey();
  readonly writer: TestSigner;
  readonly other: TestSigner;
  readonly approver: TestSigner;
  readonly source: TestSigner;
  readonly #now: () => number;
  readonly #sequences = new Map<string, number>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.writer = this.signer(person('王', ['write']));
    this.other = this.signer(person('李', ['write']));
    this.approver = this.signer(person('赵', ['approve']));
    this.source = this.signer({
      kind: 'source',
      id: newId(),
      name: '地震局',
      hazards: ['earthquake'],
      levels: ['red'],
      scopes: [this.scope],
    });
  }

  /** A signer whose certificate is the usual one but for what is given, by the root or by somebody else. */
  signer(holder: Holder, part: Partial<Certificate> = {}, root: TestKey = this.root): TestSigner {
    const key = newKey();
    const certificate = this.certificate(key.key, holder, part, root);
    return {
      ...key,
      certificate,
      approve: (content) => ({ key: key.key, signature: key.sign('content', content), certificate }),
    };
  }

  certificate(key: string, holder: Holder, part: Partial<Certificate> = {}, root: TestKey = this.root): SignedText {
    const [notBefore, expires] = [hoursFrom(this.#now(), -24), hoursFrom(this.#now(), 24 * 365)];
    const text = JSON.stringify({ v: 1, community: this.id, key, holder, notBefore, expires, ...part });
    return { text, signature: root.sign('certificate', text) };
  }

  /** A statement of the keys that there are, but for what is given. */
  statement(part: Partial<KeyStatement> = {}, by: TestKey = this.issuing[0]): SignedStatement {
    const statement: KeyStatement = {
      v: 1,
      community: this.id,
      serial: 1,
      root: this.root.key,
      issuing: [this.issuing[0].key, this.issuing[1].key],
      drill: this.drill.key,
      revoked: [],
      at: hoursFrom(this.#now(), -24),
      ...part,
    };
    const text = JSON.stringify(statement);
    return { text, key: by.key, signature: by.sign('statement', text) };
  }

  /** A yellow warning to the community for an hour, but for what is given. */
  content(part: Partial<WarningContent> = {}): WarningContent {
    return {
      v: 1,
      id: newId(),
      community: this.id,
      kind: 'alert',
      replaces: [],
      drill: false,
      level: 'yellow',
      hazard: 'weather',
      sender: '昔阳里社区',
      headline: '明天有大风',
      body: '请关好门窗，收好阳台上的花盆。',
      audience: [{ kind: 'community' }],
      notBefore: hoursFrom(this.#now(), 0),
      expires: hoursFrom(this.#now(), 1),
      picture: null,
      voice: null,
      ...part,
    };
  }

  /** The next number of a scope. */
  next(scope: string = this.scope): number {
    const sequence = (this.#sequences.get(scope) ?? 0) + 1;
    this.#sequences.set(scope, sequence);
    return sequence;
  }

  /** The numbers that its scopes have reached. */
  heads(): Record<string, number> {
    return Object.fromEntries(this.#sequences);
  }

  /** All that a content is sent with, by those who must sign it: two persons for red and orange, nobody else. */
  parts(content: WarningContent, scope: string = this.scope): MessageParts {
    const text = JSON.stringify(content);
    const loud = !content.drill && content.kind !== 'correction' && ['red', 'orange'].includes(content.level);
    return {
      id: content.id,
      content: text,
      approvals: loud ? [this.writer.approve(text), this.approver.approve(text)] : [],
      envelope: {
        v: 1,
        type: 'warning',
        community: this.id,
        scope,
        sequence: this.next(scope),
        sentAt: hoursFrom(this.#now(), 0),
        content: text,
      },
      center: content.drill ? this.drill : this.issuing[0],
    };
  }

  /** Takes a warning off the screens. */
  stop({ id, drill }: Pick<WarningContent, 'id' | 'drill'>, scope: string = this.scope): MessageParts {
    const place = { community: this.id, scope, sequence: this.next(scope), sentAt: hoursFrom(this.#now(), 0) };
    const envelope = { v: 1, type: 'stop', ...place, warning: id, drill } as const;
    return { id: newId(), content: '', approvals: [], envelope, center: drill ? this.drill : this.issuing[0] };
  }
}

export const person = (name: string, may: ('write' | 'approve')[]): Holder => ({
  kind: 'person',
  id: newId(),
  name,
  may,
});

/** Seals the parts of a message. */
export function sealed({ envelope, text, center, key, signature, approvals }: MessageParts): SignedMessage {
  const signs = JSON.stringify(envelope);
  return {
    text: text ?? signs,
    key: key ?? center.key,
    signature: signature ?? center.sign('envelope', signs),
    approvals,
  };
}
