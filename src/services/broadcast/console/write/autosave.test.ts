import { beforeEach, describe, expect, test } from 'vitest';
import type { Refusal, Reply } from '../../../../protocol/reply.ts';
import type { Draft, Message } from '../../protocol.ts';
import { Autosave } from './autosave.ts';
import { blankDraft } from './draft.ts';
import { LocalDrafts, type Shelf } from './local-drafts.ts';

const LOST: Refusal = { code: 'unavailable', text: 'lost' };
const draft = (body: string): Draft => ({ ...blankDraft('中心', false), body });

/** A store as browsers have it. */
function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('autosave', () => {
  let center: string[];
  let answers: ((reply: Reply<Message>) => void)[];
  let local: LocalDrafts;
  let autosave: Autosave;
  const ok = { ok: true, value: { savedAt: '2026-11-24T04:00:00.000Z' } as Message } as const;

  beforeEach(() => {
    center = [];
    answers = [];
    local = new LocalDrafts('me', shelf());
    autosave = new Autosave({
      save: (saved) => {
        center.push(saved.body);
        return new Promise((resolve) => answers.push(resolve));
      },
      isLost: (refusal) => refusal === LOST,
      keep: (kept) => local.keep('d', kept, 0),
      forget: () => local.forget('d'),
      restMs: 3_600_000,
    });
  });

  test('one save at a time; what was written meanwhile goes next, and the copy is given up only then', async () => {
    autosave.change(draft('一'));
    const first = autosave.flush();
    autosave.change(draft('一二'));
    autosave.change(draft('一二三'));
    expect(center).toEqual(['一']);
    answers[0]?.(ok);
    expect(await first).toBe(false);
    expect(local.find('d')?.body).toBe('一二三');
    const second = autosave.flush();
    answers[1]?.(ok);
    expect(await second).toBe(true);
    expect(center).toEqual(['一', '一二三']);
    expect(local.find('d')).toBeUndefined();
    expect(autosave.state()).toEqual({ kind: 'saved', at: ok.value.savedAt });
  });

  test('a dead line keeps the words here until it is back', async () => {
    autosave.change(draft('停水'));
    const lost = autosave.flush();
    answers[0]?.({ ok: false, refusal: LOST });
    expect(await lost).toBe(false);
    expect(autosave.state()).toEqual({ kind: 'waiting' });
    expect(local.list().map((one) => one.draft.body)).toEqual(['停水']);
    const again = autosave.flush();
    answers[1]?.(ok);
    expect(await again).toBe(true);
    expect(local.list()).toEqual([]);
  });

  test('a refusal is said, and the words stay here', async () => {
    const refusal: Refusal = { code: 'conflict', text: 'broadcast.refused.changed' };
    autosave.change(draft('停水'));
    const refused = autosave.flush();
    answers[0]?.({ ok: false, refusal });
    expect(await refused).toBe(false);
    expect(autosave.state()).toEqual({ kind: 'refused', refusal });
    expect(local.find('d')?.body).toBe('停水');
  });

  test('with nothing changed there is nothing to save', async () => {
    expect(await autosave.flush()).toBe(true);
    expect(center).toEqual([]);
  });
});

describe('drafts on this computer', () => {
  test('are each person’s own, and one that was only begun is not kept', () => {
    const store = shelf();
    const [mine, yours] = [new LocalDrafts('me', store), new LocalDrafts('you', store)];
    mine.keep('a', draft('早'), 1);
    mine.keep('b', draft('晚'), 2);
    mine.begin('c', draft('空'));
    yours.keep('d', draft('别人的'), 3);
    expect(mine.list().map(({ id }) => id)).toEqual(['b', 'a']);
    expect(mine.find('c')?.body).toBe('空');
    expect(mine.find('d')).toBeUndefined();
  });

  test('a store that is full or broken loses nothing of this window', () => {
    const store: Shelf = {
      ...shelf(),
      length: 1,
      key: () => 'broadcast.draft.me.x',
      getItem: () => '{broken',
      setItem: () => {
        throw new Error('full');
      },
    };
    const local = new LocalDrafts('me', store);
    local.keep('a', draft('停水'), 1);
    expect(local.find('a')?.body).toBe('停水');
    expect(local.list()).toEqual([]);
  });
});
