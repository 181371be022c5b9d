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

describe('the number of a message', () => {
  test('of another place or another number than it was signed for: wrong audience', async () => {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    const parts = here.parts(here.content({ level: 'red' }));
    await box.hear(fedOf(parts, { scope: building, seq: 1, id: newId() }));
    const other = here.parts(here.content());
    await box.hear(fedOf(other, { seq: parts.envelope.sequence }));
    expect([box.all(), box.reasons()]).toEqual([[], ['wrong-audience', 'wrong-audience']]);
  });

  test('a message once more, under a new id in the feed: replayed', async () => {
    const box = warnedBox(here);
    await box.hello();
    const parts = here.parts(here.content({ level: 'red' }));
    await box.send(parts);
    for (const showing of box.warnings.valid) box.warnings.confirm(showing);
    await box.send(parts, { id: newId() });
    expect([box.onScreen(), box.warnings.valid.length, box.reasons()]).toEqual([undefined, 1, ['replayed']]);
  });

  test('heads that go back, and then an older one: rolled back', async () => {
    const box = warnedBox(here);
    await box.hello();
    const older = fedOf(here.parts(here.content({ level: 'red', headline: '旧的' })), { at: hours(-1) });
    await box.hello({ messages: [fedOf(here.parts(here.content({ headline: '新的' })))] });
    await box.hello({ heads: { [here.scope]: 0 } });
    await box.hear(older);
    expect([
      box
        .all()
        .map(({ warning }) => warning.headline)
        .includes('旧的'),
      box.reasons(),
    ]).toEqual([false, ['rolled-back']]);
    // Also when it is said to be later than all that came.
    await box.hello({ heads: { [here.scope]: 0 }, messages: [{ ...older, id: newId(), at: hours(0) }] });
    expect([box.onScreen(), box.reasons()]).toEqual(['新的', ['rolled-back', 'rolled-back']]);
  });

  test('a stop once more: the warning that was sent again since stays', async () => {
    const box = warnedBox(here);
    await box.hello();
    const content = here.content({ level: 'orange' });
    await box.send(here.parts(content));
    const stop = here.stop({ id: newId(), drill: false });
    await box.send(stop);
    await box.send(stop, { id: newId() });
    expect([box.onScreen(), box.reasons()]).toEqual([content.headline, ['rolled-back']]);
  });
});

describe('the clock of a center that lies', () => {
  const MONTH = 30 * 24;

  /** It was good when it was sent. */
  function lastMonth(): MessageParts {
    const times = { notBefore: hours(-MONTH), expires: hours(-MONTH + 5) };
    return attack({ level: 'red', ...times }, ({ envelope }) => (envelope.sentAt = hours(-MONTH)));
  }

  /** A box that believed something a moment ago. */
  async function believer() {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    await box.send(here.parts(here.content({ headline: '刚才' })));
    return box;
  }

  test('set back: a red one of last month is stale, whatever it says the time is', async () => {
    const box = await believer();
    await box.hello({ serverTime: hours(-MONTH) });
    await box.send(lastMonth(), { at: hours(-MONTH) });
    expect(box.reasons()).toEqual(['stale']);
    expect(box.all().every(({ warning }) => warning.headline === '刚才')).toBe(true);
  });

  test('set back on a box that has believed nothing since it got its keys', async () => {
    const box = warnedBox(here, { statements: () => [here.statement({ at: hours(0) })] });
    await box.hello();
    await box.hello({ serverTime: hours(-MONTH) });
    await box.send(lastMonth(), { at: hours(-MONTH) });
    expect([box.all(), box.reasons()]).toEqual([[], ['stale']]);
  });

  test('set forward: nothing is believed before its time, and nothing is lost for good', async () => {
    const box = await believer();
    await box.hello({ serverTime: hours(24 * 365) });
    expect(box.onScreen()).toBeUndefined();
    await box.send(here.parts(here.content({ level: 'red', headline: '现在' })), { expiresAt: hours(24 * 366) });
    expect(box.reasons()).toEqual(['stale']);
    await box.hello();
    expect(box.onScreen()).toBe('刚才');
    await box.send(here.parts(here.content({ headline: '以后' })));
    expect(box.onScreen()).toBe('以后');
  });
});

describe('the key of drills', () => {
  test('takes no actual warning off, neither by a stop nor by an update nor by a correction', async () => {
    const box = warnedBox(here);
    await box.hello();
    const actual = here.content({ level: 'red', headline: '真的' });
    await box.send(here.parts(actual));
    await box.send(here.stop({ id: actual.id, drill: true }));
    for (const kind of ['update', 'correction'] as const) {
      await box.send(here.parts(here.content({ kind, replaces: [actual.id], drill: true, level: 'notice' })));
    }
    expect([box.onScreen(), box.reasons()]).toEqual(['真的', ['drill-key', 'drill-key', 'drill-key']]);
    expect(box.warnings.history).toHaveLength(1);
  });

  test('nor does it end beforehand what comes by another scope', async () => {
    const box = warnedBox(here, { scopes: [here.scope, building] });
    await box.hello();
    const actual = here.content({ level: 'red', headline: '真的' });
    await box.send(here.stop({ id: actual.id, drill: true }));
    await box.send(here.parts(actual));
    expect(box.onScreen()).toBe('真的');
  });
});

test('junk instead of a message: malformed, once each, and nothing is kept of it', async () => {
  const box = warnedBox(here);
  await box.hello();
  const good = sealed(here.parts(here.content({ level: 'red' }), building));
  const bodies = [
    null,
    7,
    'x',
    {},
    [],
    { ...good, text: 'x'.repeat(9_000) },
    { ...good, approvals: Array(5).fill({}) },
  ];
  const { text: _, ...textless } = good;
  for (const body of [...bodies, textless, { ...good, signature: 'short' }]) {
    const message = fedOf(here.parts(here.content()), { id: newId(), body });
    await box.hear(message);
    await box.hear(message);
  }
  expect(box.all()).toEqual([]);
  expect(box.reasons()).toEqual(Array(9).fill('malformed'));
  expect(box.reports.every(({ text }) => text.length <= 8_000)).toBe(true);
  expect(box.feed.kept('broadcast:message')).toEqual([]);
});

test('a flood of forgeries neither fills the box nor keeps out what is real', async () => {
  const box = warnedBox(here);
  await box.hello();
  const flood = Array.from({ length: 60 }, () => {
    const parts = here.parts(here.content({ level: 'red', body: '假'.repeat(50) }));
    parts.approvals = [];
    return fedOf(parts);
  });
  box.dark();
  const odd = flood.map((message) => ({ ...message, id: newId() }));
  await box.hear(...flood, ...odd, fedOf(here.parts(here.content({ headline: '真的' }))));
  expect(box.onScreen()).toBe('真的');
  expect(box.outbox.size).toBeLessThanOrEqual(20);
  expect(JSON.stringify(localStorage).length).toBeLessThan(900_000);
});
