import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { newKey, person, TestCommunity } from '../../../testing/signing.ts';
import { fedOf, warnedBox } from '../../../testing/warned-box.ts';
import type { SignedStatement } from '../protocol.ts';
import { ProofLoader } from './proof-loader.ts';

let here: TestCommunity;

beforeAll(() => {
  here = new TestCommunity();
});
beforeEach(() => localStorage.clear());

const red = (headline: string) => here.parts(here.content({ level: 'red', headline }));

/** A red warning under a key that the first statement does not name. */
function under(key: ReturnType<typeof newKey>, headline: string) {
  const parts = red(headline);
  parts.center = key;
  return parts;
}

describe('the keys that a box believes', () => {
  test('the first statement is taken at enrolment, the chain is followed when there are other keys', async () => {
    const [third, fourth] = [newKey(), newKey()];
    const chain: SignedStatement[] = [here.statement()];
    const box = warnedBox(here, { statements: () => chain });
    await box.hello();
    await vi.waitFor(() => expect(box.asked).toContain('broadcast:trust'));
    await box.send(red('旧钥匙'));
    expect(box.onScreen()).toBe('旧钥匙');

    chain.push(here.statement({ serial: 2, issuing: [here.issuing[1].key, third.key] }));
    chain.push(here.statement({ serial: 3, issuing: [third.key, fourth.key] }, here.issuing[1]));
    await box.send(under(fourth, '新钥匙'));
    expect([box.onScreen(), box.reasons()]).toEqual(['新钥匙', []]);
    // What the key before the last has signed is believed no more.
    await box.send(red('被偷的'));
    expect([box.onScreen(), box.reasons()]).toEqual(['新钥匙', ['unknown-key']]);
  });

  test('also after a restart, without a line, and without asking again', async () => {
    const box = warnedBox(here);
    await box.hello();
    await box.send(red('之前'));
    const again = warnedBox(here, { statements: () => undefined });
    again.link.state = 'online';
    await again.send(red('之后'));
    expect(again.onScreen()).toBe('之后');
    expect(again.asked).not.toContain('broadcast:trust');
  });

  const thief = newKey();
  const CHAINS: readonly (readonly [what: string, chain: () => SignedStatement[]])[] = [
    ['forged: signed by nobody', () => [here.statement({ serial: 2, issuing: [thief.key, thief.key] }, thief)]],
    [
      'forged: under the name of a believed key',
      () => {
        const statement = here.statement({ serial: 2, issuing: [thief.key, thief.key] }, thief);
        return [{ ...statement, key: here.issuing[0].key }];
      },
    ],
    ['signed by the key of drills', () => [here.statement({ serial: 2, issuing: [thief.key, thief.key] }, here.drill)]],
    ['one skipped', () => [here.statement({ serial: 3, issuing: [thief.key, thief.key] })]],
    ['with another root', () => [here.statement({ serial: 2, issuing: [thief.key, thief.key], root: thief.key })]],
    ['without the root', () => [here.statement({ serial: 2, issuing: [thief.key, thief.key], root: null })]],
    [
      'of another community',
      () => [here.statement({ serial: 2, issuing: [thief.key, thief.key], community: newId() })],
    ],
    ['older than what is believed', () => [here.statement({ serial: 1, issuing: [thief.key, thief.key] })]],
    ['no statement at all', () => [{ text: '{}', key: thief.key, signature: thief.sign('statement', '{}') }]],
  ];

  test.each(CHAINS)('a chain that is %s changes nothing', async (_, chain) => {
    let more: SignedStatement[] = [];
    const box = warnedBox(here, { statements: () => [here.statement(), ...more] });
    await box.hello();
    await vi.waitFor(() => expect(box.asked).toContain('broadcast:trust'));
    more = chain();
    await box.send(under(thief, '假的'));
    expect([box.all(), box.reasons()]).toEqual([[], ['unknown-key']]);
    await box.send(red('真的'));
    expect(box.onScreen()).toBe('真的');
  });

  test('a root that the box was delivered with comes before all', async () => {
    const foreign = new TestCommunity();
    Object.assign(foreign, { id: here.id, scope: here.scope });
    // A center that was stolen before the box was enrolled: its own root, its own persons.
    const box = warnedBox(here, { pinnedRoot: here.root.key, statements: () => [foreign.statement()] });
    await box.hello();
    await box.send(foreign.parts(foreign.content({ level: 'red', community: here.id })), { seq: 1 });
    expect(box.all()).toEqual([]);
    expect(box.reasons()).toEqual(['unknown-key']);
    // With the right root named its own keys are taken, but its persons are nobody.
    localStorage.clear();
    const fooled = warnedBox(here, {
      pinnedRoot: here.root.key,
      statements: () => [foreign.statement({ root: here.root.key })],
    });
    await fooled.hello({ heads: foreign.heads() });
    await fooled.send(foreign.parts(foreign.content({ level: 'red', community: here.id })));
    expect([fooled.all(), fooled.reasons()]).toEqual([[], ['bad-certificate']]);
  });

  test('a pin that the box gets later ends what it believed under another root', async () => {
    const box = warnedBox(here);
    await box.hello();
    await box.send(red('先'));
    const pinned = warnedBox(here, { pinnedRoot: newKey().key });
    await pinned.hello();
    await pinned.send(red('后'));
    expect([pinned.warnings.onScreen?.warning.headline, pinned.reasons()]).toEqual(['先', ['unknown-key']]);
  });

  test('a certificate is revoked while the box is off: it hears of it when it comes back', async () => {
    const approver = here.signer(person('钱', ['approve']));
    const chain = [here.statement()];
    const statements = () => chain;
    await warnedBox(here, { statements }).hello();
    chain.push(here.statement({ serial: 2, revoked: [approver.key] }));
    const box = warnedBox(here, { statements });
    await box.hello();
    await vi.waitFor(() => expect(box.asked).toContain('broadcast:trust'));
    await box.settle();
    const parts = red('已经不算数的人');
    parts.approvals = [here.writer.approve(parts.content), approver.approve(parts.content)];
    await box.send(parts);
    expect([box.all(), box.reasons()]).toEqual([[], ['bad-certificate']]);
  });

  test('another household, or a box that was revoked: all is forgotten', async () => {
    const box = warnedBox(here);
    await box.hello();
    await box.send(red('以前的人家'));
    box.identity.forget();
    const next = warnedBox(here, { statements: () => undefined });
    expect(next.all()).toEqual([]);
    next.link.state = 'online';
    await next.send(red('没有钥匙'));
    expect(next.all()).toEqual([]);
    expect(Object.keys(localStorage).filter((name) => /broadcast\.(keys|believed|marks)/.test(name))).toEqual([]);
  });
});

describe('what waits', () => {
  test('a message waits for the chain that the center still owes, and those behind it too, in order', async () => {
    const third = newKey();
    let answers = false;
    const chain = [here.statement()];
    const box = warnedBox(here, { statements: () => (answers ? chain : undefined) });
    await box.hello();
    const told: string[] = [];
    box.believed.told.on(({ headline }) => told.push(headline));
    const [first, second] = [under(third, '一'), red('二')];
    await box.hear(fedOf(first), fedOf(second));
    expect(told).toEqual([]);
    chain.push(here.statement({ serial: 2, issuing: [here.issuing[0].key, third.key] }));
    answers = true;
    await vi.waitFor(() => expect(told).toEqual(['一', '二']), { timeout: 5_000 });
    expect(box.reasons()).toEqual([]);
  });

  test('a center that never answers is not waited for for ever', async () => {
    let answers = true;
    const box = warnedBox(here, { statements: () => (answers ? [here.statement()] : undefined) });
    await box.hello();
    await vi.waitFor(() => expect(box.asked).toContain('broadcast:trust'));
    await box.settle();
    answers = false;
    await box.hear(fedOf(under(newKey(), '没人认得')), fedOf(red('真的')));
    await vi.waitFor(() => expect(box.onScreen()).toBe('真的'), { timeout: 12_000 });
    expect(box.reasons()).toEqual(['unknown-key']);
  }, 15_000);

  test('the power is cut before it was judged: it is judged at the next start, also without a line', async () => {
    const before = warnedBox(here);
    await before.hello();
    await before.send(red('断电前'));
    // It reached the disk, and the box went dark in the same moment.
    before.believed.take = () => undefined;
    await before.send(red('断电时'));
    const after = warnedBox(here);
    await after.settle();
    expect(after.warnings.valid.map(({ warning }) => warning.headline)).toEqual(['断电时', '断电前']);
    expect(after.reports).toEqual([]);
  });

  test('nothing is judged twice, however often the box starts and the center repeats itself', async () => {
    const messages = [fedOf(red('一')), fedOf(red('二'))];
    const bad = red('假的');
    bad.approvals = [];
    messages.push(fedOf(bad));
    for (let start = 0; start < 3; start++) {
      const box = warnedBox(here);
      const told: string[] = [];
      box.believed.told.on(({ headline }) => told.push(headline));
      await box.hello({ messages });
      await box.hear(...messages);
      await box.hello({ messages });
      expect([told, box.reasons()]).toEqual(start === 0 ? [['一', '二'], ['unapproved']] : [[], []]);
    }
  });

  test('what was refused is reported once there is a line, also after a restart, and once', async () => {
    const box = warnedBox(here);
    await box.hello();
    box.dark();
    const bad = red('假的');
    bad.approvals = [];
    await box.send(bad);
    expect([box.gate.refusals.count, box.reports]).toEqual([1, []]);
    const again = warnedBox(here);
    await again.hello();
    await vi.waitFor(() => expect(again.reasons()).toEqual(['unapproved']));
    expect(again.gate.refusals.count).toBe(1);
  });
});

describe('what it takes to judge', () => {
  const store = () => warnedBox(here).store;

  test('is fetched once, and again until it comes', async () => {
    let failures = 2;
    const fetch = vi.fn(async () => {
      if (failures-- > 0) throw new Error('no line');
      return import('./proof.ts');
    });
    vi.useFakeTimers();
    const loader = new ProofLoader({ store: store(), link: warnedBox(here).link }, fetch, () => undefined);
    const loads = [loader.load(), loader.load(true)];
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await loads[0]).toBe(await loads[1]);
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test('on boxes that remember a chunk that did not come, the app starts again for what waits, but not over and over', async () => {
    const restart = vi.fn();
    vi.useFakeTimers();
    const { link } = warnedBox(here);
    link.state = 'online';
    const shelf = store();
    const make = () => new ProofLoader({ store: shelf, link }, () => Promise.reject(new Error('remembered')), restart);
    void make().load();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restart).not.toHaveBeenCalled();
    void make().load(true);
    await vi.advanceTimersByTimeAsync(60_000);
    void make().load(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restart).toHaveBeenCalledTimes(1);
    vi.clearAllTimers();
    vi.useRealTimers();
  });
});
