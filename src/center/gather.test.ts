import { expect, test } from 'vitest';
import { gather } from './gather.ts';

/** A lookup that waits until it is let go, and remembers what it was asked. */
function slowLookup() {
  const asked: number[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  return {
    asked,
    /** Lets the lookup of this number go, as soon as it has begun; `error` makes it fail. */
    async letGo(index: number, error?: Error) {
      await expect.poll(() => gates.length, { interval: 1 }).toBeGreaterThan(index);
      if (error) gates[index]?.reject(error);
      else gates[index]?.resolve();
    },
    async load(questions: readonly number[]) {
      asked.push([...questions]);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      return (question: number) => question * 10;
    },
  };
}

test('what comes while a lookup is under way goes together in the next one, and each gets its own answer', async () => {
  const lookup = slowLookup();
  const book = gather(lookup.load, { most: 100 });
  const first = book.ask(1);
  await expect.poll(() => lookup.asked.length, { interval: 1 }).toBe(1);
  const later = [book.ask(2), book.ask(3)];
  await lookup.letGo(0);
  await lookup.letGo(1);
  expect(await Promise.all([first, ...later])).toEqual([10, 20, 30]);
  expect(lookup.asked).toEqual([[1], [2, 3]]);
});

test('never more at a time than is allowed, but always one', async () => {
  const lookup = slowLookup();
  const book = gather(lookup.load, { most: 5, weigh: (question) => question });
  const answers = [2, 3, 9, 1].map((question) => book.ask(question));
  for (const index of [0, 1, 2]) await lookup.letGo(index);
  expect(await Promise.all(answers)).toEqual([20, 30, 90, 10]);
  expect(lookup.asked).toEqual([[2, 3], [9], [1]]);
});

test('a lookup that fails fails for those who asked, and not for others', async () => {
  const lookup = slowLookup();
  const book = gather(lookup.load, { most: 1 });
  const [bad, good] = [book.ask(1), book.ask(2)];
  const failed = expect(bad).rejects.toThrow('no database');
  await lookup.letGo(0, new Error('no database'));
  await failed;
  await lookup.letGo(1);
  expect(await good).toBe(20);
});

test('idle when nobody waits', async () => {
  const lookup = slowLookup();
  const book = gather(lookup.load, { most: 1 });
  await book.idle();
  let answered = 0;
  for (const question of [1, 2]) void book.ask(question).then(() => answered++);
  const idle = book.idle();
  await lookup.letGo(0);
  await lookup.letGo(1);
  await idle;
  expect(answered).toBe(2);
});
