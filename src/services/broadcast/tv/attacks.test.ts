import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { type MessageParts, newKey, person, sealed, TestCommunity, type TestSigner } from '../../../testing/signing.ts';
import { fedOf, warnedBox } from '../../../testing/warned-box.ts';
import type { Reason, WarningContent } from '../protocol.ts';

const HOUR = 3_600_000;
const hours = (n: number): string => new Date(Date.now() + n * HOUR).toISOString();

let here: TestCommunity;
let revoked: TestSigner;
let building: string;

beforeAll(() => {
  here = new TestCommunity();
  revoked = here.signer(person('赵', ['approve']));
});
beforeEach(() => {
  localStorage.clear();
  building = `building:${newId()}`;
});

/** The usual message of a content, with one thing changed. */
function attack(part: Partial<WarningContent>, change: (parts: MessageParts) => void): MessageParts {
  const parts = here.parts(here.content(part));
  change(parts);
  return parts;
}

/** The content is another one than that which the envelope was to carry; nobody has signed it anew. */
const altered = (parts: MessageParts, part: object): string =>
  JSON.stringify({ ...JSON.parse(parts.content), ...part });

/** Content and envelope changed together, signed by all who sign. */
function resigned(parts: MessageParts, content: object): void {
  parts.content = JSON.stringify(content);
  parts.approvals = [here.writer.approve(parts.content), here.approver.approve(parts.content)];
  if (parts.envelope.type === 'warning') parts.envelope = { ...parts.envelope, content: parts.content };
}

const without = (content: WarningContent, name: keyof WarningContent): object => {
  const { [name]: _, ...rest } = content;
  return rest;
};

/** Each changes one thing of a message that would be believed otherwise. */
const ATTACKS: readonly (readonly [what: string, reason: Reason, make: () => MessageParts])[] = [
  [
    'a signature by somebody else under the name of a believed key',
    'forged',
    () =>
      attack({ level: 'red' }, (parts) => {
        const { key } = parts.center;
        parts.center = newKey();
        parts.key = key;
      }),
  ],
  [
    'an altered text',
    'forged',
    () =>
      attack({ level: 'red' }, (parts) => {
        parts.text = JSON.stringify(parts.envelope).replace('请关好门窗', '请打开门窗');
      }),
  ],
  [
    'a content that was altered before the center sealed it: signatures of persons do not fit',
    'forged',
    () =>
      attack({ level: 'red' }, (parts) => {
        const content = altered(parts, { body: '请马上汇款。' });
        if (parts.envelope.type === 'warning') parts.envelope = { ...parts.envelope, content };
      }),
  ],
  ['a key that nobody believes', 'unknown-key', () => attack({ level: 'red' }, (parts) => (parts.center = newKey()))],
  [
    'a warning of another community',
    'wrong-audience',
    () => attack({}, ({ envelope }) => Object.assign(envelope, { community: newId() })),
  ],
  [
    'a content of another community in an envelope of this one',
    'wrong-audience',
    () => attack({ level: 'red' }, (parts) => resigned(parts, { ...JSON.parse(parts.content), community: newId() })),
  ],
  [
    'another building’s message',
    'wrong-audience',
    () => {
      const id = newId();
      return here.parts(here.content({ level: 'red', audience: [{ kind: 'building', id }] }), `building:${id}`);
    },
  ],
  [
    'a content for another building, sealed for this community',
    'wrong-audience',
    () => attack({ level: 'red', audience: [{ kind: 'building', id: newId() }] }, () => undefined),
  ],
  ['sent four days ago', 'stale', () => attack({}, ({ envelope }) => (envelope.sentAt = hours(-96)))],
  ['over', 'stale', () => attack({ notBefore: hours(-2), expires: hours(-1) }, () => undefined)],
  ['valid for longer than anything is', 'stale', () => attack({ expires: hours(24 * 30) }, () => undefined)],
  ['sent in an hour', 'early', () => attack({}, ({ envelope }) => (envelope.sentAt = hours(1)))],
  ['valid from tomorrow on', 'early', () => attack({ notBefore: hours(24), expires: hours(25) }, () => undefined)],
  [
    'a time that only looks like one',
    'malformed',
    () => attack({}, ({ envelope }) => (envelope.sentAt = '2020-01-01T00:00:00+08')),
  ],
  [
    'an end that only looks like a time',
    'malformed',
    () => attack({ level: 'red', expires: '2020-01-01T00:00:00+08' }, () => undefined),
  ],
  ['an actual warning under the key of drills', 'drill-key', () => attack({}, (parts) => (parts.center = here.drill))],
  [
    'a drill under the key of actual warnings',
    'drill-key',
    () => attack({ drill: true, level: 'red' }, (parts) => (parts.center = here.issuing[0])),
  ],
  ['red, signed by nobody', 'unapproved', () => attack({ level: 'red' }, (parts) => (parts.approvals = []))],
  [
    'red, signed by one',
    'unapproved',
    () => attack({ level: 'red' }, (parts) => (parts.approvals = [here.approver.approve(parts.content)])),
  ],
  [
    'red, signed twice by one person',
    'unapproved',
    () =>
      attack({ level: 'red' }, (parts) => {
        const holder = person('王', ['write', 'approve']);
        parts.approvals = [here.signer(holder), here.signer(holder)].map((one) => one.approve(parts.content));
      }),
  ],
  [
    'red, signed by two who may not approve',
    'unapproved',
    () =>
      attack({ level: 'red' }, (parts) => {
        parts.approvals = [here.writer.approve(parts.content), here.other.approve(parts.content)];
      }),
  ],
  ['orange, signed by nobody', 'unapproved', () => attack({ level: 'orange' }, (parts) => (parts.approvals = []))],
  [
    'a person who may neither write nor approve',
    'beyond-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const nobody = here.signer(person('孙', []));
        parts.approvals = [nobody.approve(parts.content), here.approver.approve(parts.content)];
      }),
  ],
  [
    'a certificate by another root',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const thief = here.signer(person('贼', ['approve']), {}, newKey());
        parts.approvals = [here.writer.approve(parts.content), thief.approve(parts.content)];
      }),
  ],
  [
    'a certificate that is over',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const former = here.signer(person('赵', ['approve']), { expires: hours(-1) });
        parts.approvals = [here.writer.approve(parts.content), former.approve(parts.content)];
      }),
  ],
  [
    'a certificate that does not hold yet',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const next = here.signer(person('赵', ['approve']), { notBefore: hours(1) });
        parts.approvals = [here.writer.approve(parts.content), next.approve(parts.content)];
      }),
  ],
  [
    'a certificate for another key',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const { certificate } = here.approver;
        const thief = here.signer(person('贼', ['approve']));
        parts.approvals = [here.writer.approve(parts.content), { ...thief.approve(parts.content), certificate }];
      }),
  ],
  [
    'a certificate of another community',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        const guest = here.signer(person('赵', ['approve']), { community: newId() });
        parts.approvals = [here.writer.approve(parts.content), guest.approve(parts.content)];
      }),
  ],
  [
    'a certificate that was revoked',
    'bad-certificate',
    () =>
      attack({ level: 'red' }, (parts) => {
        parts.approvals = [here.writer.approve(parts.content), revoked.approve(parts.content)];
      }),
  ],
  [
    'a source that warns of what is not its own',
    'beyond-certificate',
    () => attack({ level: 'red', hazard: 'fire' }, (parts) => (parts.approvals = [here.source.approve(parts.content)])),
  ],
  [
    'a source at a level that is not its own',
    'beyond-certificate',
    () =>
      attack({ level: 'orange', hazard: 'earthquake' }, (parts) => {
        parts.approvals = [here.source.approve(parts.content)];
      }),
  ],
  [
    'a source in a place that is not its own',
    'beyond-certificate',
    () => {
      const target = { kind: 'building', id: building.slice('building:'.length) } as const;
      const parts = here.parts(here.content({ level: 'red', hazard: 'earthquake', audience: [target] }), building);
      parts.approvals = [here.source.approve(parts.content)];
      return parts;
    },
  ],
  [
    'no audience',
    'malformed',
    () => attack({ level: 'red' }, (parts) => resigned(parts, without(JSON.parse(parts.content), 'audience'))),
  ],
  ['an empty audience', 'malformed', () => attack({ audience: [] }, () => undefined)],
  ['a correction that names nothing', 'malformed', () => attack({ kind: 'correction', level: 'red' }, () => undefined)],
  ['an alert that takes the place of another', 'malformed', () => attack({ replaces: [newId()] }, () => undefined)],
  [
    'words that are no JSON',
    'malformed',
    () => attack({}, (parts) => Object.assign(parts.envelope, { content: '{{' })),
  ],
  [
    'an envelope of a kind that there is not',
    'malformed',
    () => attack({}, ({ envelope }) => Object.assign(envelope, { type: 'order' })),
  ],
];

describe.each(ATTACKS)('%s', (_, reason, make) => {
  test(`is shown to nobody, and reported as ${reason}`, async () => {
    const statements = () => [here.statement({ revoked: [revoked.key] })];
    const box = warnedBox(here, { statements, scopes: [here.scope, building] });
    await box.hello();
    const parts = make();
    const message = fedOf(parts);
    await box.hear(message);
    expect(box.all()).toEqual([]);
    expect(box.reports).toEqual([{ messageId: message.id, reason, key: sealed(parts).key, text: sealed(parts).text }]);
    expect(box.gate.refusals.count).toBe(1);
    expect(box.receipts.filter((receipt) => !receipt.startsWith('received'))).toEqual([]);

    // What comes after it is believed all the same.
    await box.send(here.parts(here.content({ headline: '真的' })));
    expect(box.onScreen()).toBe('真的');
  });
});

test('what each attack starts from would be believed', async () => {
  const box = warnedBox(here, { scopes: [here.scope, building] });
  await box.hello();
  for (const level of ['red', 'orange', 'yellow', 'blue', 'notice'] as const) {
    for (const drill of [false, true]) await box.send(here.parts(here.content({ level, drill })));
  }
  const source = here.parts(here.content({ level: 'red', hazard: 'earthquake' }));
  source.approvals = [here.source.approve(source.content)];
  await box.send(source);
  expect(box.reasons()).toEqual([]);
  expect(box.warnings.valid).toHaveLength(11);
});
