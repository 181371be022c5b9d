import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import * as v from 'valibot';
import type { AskInput } from '../protocol/services.ts';
import {
  type Draft,
  Envelope,
  type Message,
  needsApproval,
  SignedMessage,
  signedText,
  WarningContent,
} from '../services/broadcast/protocol.ts';
import { type Client, connectStaff, type TestBox } from './harness.ts';

/** A member of staff with a certified key of their own, as their browser would hold it. */
export interface SigningStaff extends Client {
  readonly key: string;
  /** Signs a content, as the last look does. */
  sign(content: string): { key: string; signature: string };
}

/** Signs in and enrols a key; the sample community's root certifies it at once. */
export async function connectSigner(center: { readonly url: string }, login: string): Promise<SigningStaff> {
  const staff = await connectStaff(center, login);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64');
  const me = await staff.get('desk:me', {});
  await staff.get('broadcast:enrolSigner', { key, proof: signWith(privateKey, 'enrolment', me.staff.id) });
  return { ...staff, key, sign: (content) => ({ key, signature: signWith(privateKey, 'content', content) }) };
}

function signWith(key: KeyObject, purpose: Parameters<typeof signedText>[0], text: string): string {
  return sign(null, Buffer.from(signedText(purpose, text)), key).toString('base64');
}

/** A whole draft: an orange warning to the community for an hour, but for what is given. */
export function draftOf(part: Partial<Draft> = {}): Draft {
  return {
    kind: 'alert',
    replaces: null,
    drill: false,
    level: 'orange',
    hazard: 'weather',
    sender: '昔阳里社区',
    headline: '暴雪橙色预警',
    body: '请关好门窗，不要外出。',
    audience: [{ kind: 'community' }],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    picture: null,
    voice: null,
    templateId: null,
    ...part,
  };
}

/** Two persons who can send anything: one writes, the other approves where the level wants it. */
export interface Newsroom {
  readonly writer: SigningStaff;
  readonly approver: SigningStaff;
  /** Writes and prepares a draft, without sending it. */
  prepare(part?: Partial<Draft>): Promise<Message & { hash: string; content: string }>;
  /** What the approver says to send a broadcast that waits for nothing else. */
  ready(part?: Partial<Draft>): Promise<AskInput<'broadcast:approve'>>;
  /** All the way to the screens. */
  send(part?: Partial<Draft>): Promise<Message>;
  close(): void;
}

/** Signs both in and gives them keys. */
export async function openNewsroom(center: { readonly url: string }): Promise<Newsroom> {
  const writer = await connectSigner(center, 'broadcaster');
  const approver = await connectSigner(center, 'approver');
  async function prepare(part: Partial<Draft> = {}) {
    const { id } = await writer.get('broadcast:saveDraft', { draft: draftOf(part) });
    const { hash, content, ...rest } = await writer.get('broadcast:prepare', { id });
    if (!hash || !content) throw new Error('nothing was prepared');
    return { ...rest, hash, content };
  }
  return {
    writer,
    approver,
    prepare,
    async ready(part) {
      const { id, hash, content, audienceName: typedPlace } = await prepare(part);
      await writer.get('broadcast:submit', { id, hash, typedPlace, signature: writer.sign(content) });
      return { id, hash, typedPlace, signature: approver.sign(content) };
    },
    async send(part) {
      const { id, hash, content, audienceName: typedPlace } = await prepare(part);
      const byTwo = needsApproval(v.parse(WarningContent, JSON.parse(content)));
      const signature = byTwo ? writer.sign(content) : undefined;
      const submitted = await writer.get('broadcast:submit', { id, hash, typedPlace, signature });
      if (submitted.state === 'sent') return submitted;
      return approver.get('broadcast:approve', { id, hash, typedPlace, signature: approver.sign(content) });
    },
    close() {
      writer.close();
      approver.close();
    },
  };
}

/** What a box was sent under a broadcast's id, opened without judging. */
function told(of: TestBox, id: string) {
  return [...of.hello.missed.messages, ...of.feed]
    .filter((m) => m.name === 'broadcast:message')
    .map((m) => ({ ...m, body: v.parse(SignedMessage, m.body) }))
    .map((m) => ({ ...m, envelope: v.parse(Envelope, JSON.parse(m.body.text)) }))
    .filter(({ envelope }) =>
      envelope.type === 'stop' ? envelope.warning === id : JSON.parse(envelope.content).id === id,
    );
}

/** The warning as a box was sent it, once for each scope. */
export const warned = (of: TestBox, id: string) => told(of, id).filter(({ envelope }) => envelope.type === 'warning');

/** Whether a box was told to take it off. */
export const stopped = (of: TestBox, id: string) => told(of, id).some(({ envelope }) => envelope.type === 'stop');
