/** So many are answered at a stretch: who asks for something else meanwhile, perhaps for help, need not wait for all. */
const AT_A_STRETCH = 20;

/** Answers questions one by one to those who ask, and looks them up many at a time. */
export interface Gathered<Q, A> {
  ask(question: Q): Promise<A>;
  /** Resolves when nobody waits any more. */
  idle(): Promise<void>;
}

/**
 * What is asked for while a lookup is under way waits, and goes with all that wait in the next one: the more come at
 * once, the less each of them costs, and one connection to the database is enough. `load` reads for all of them and
 * gives what answers each; when it fails, so do they.
 * `most` bounds a lookup in the sum of `weigh` (1 each); `waitMs` is how long the first of a lookup waits for others.
 */
export function gather<Q, A>(
  load: (questions: readonly Q[]) => Promise<(question: Q) => A>,
  { most, waitMs = 0, weigh = () => 1 }: { most: number; waitMs?: number; weigh?: (question: Q) => number },
): Gathered<Q, A> {
  const waiting: { question: Q; answer: PromiseWithResolvers<A> }[] = [];
  let running: Promise<void> | undefined;

  /** The next to be looked up, at least one. */
  function next() {
    let weight = 0;
    const end = waiting.findIndex(({ question }, index) => {
      weight += weigh(question);
      return index > 0 && weight > most;
    });
    return waiting.splice(0, end < 0 ? waiting.length : end);
  }

  /** Gives the first their answers now, and the rest after what has arrived meanwhile. */
  function answerAll(some: typeof waiting, answered: (question: Q) => A): void {
    for (const { question, answer } of some.splice(0, AT_A_STRETCH)) {
      try {
        answer.resolve(answered(question));
      } catch (error) {
        answer.reject(error);
      }
    }
    if (some.length > 0) setImmediate(() => answerAll(some, answered));
  }

  async function run(): Promise<void> {
    await new Promise((done) => (waitMs > 0 ? setTimeout(done, waitMs) : setImmediate(done)));
    while (waiting.length > 0) {
      const some = next();
      try {
        answerAll(some, await load(some.map(({ question }) => question)));
      } catch (error) {
        for (const { answer } of some) answer.reject(error);
      }
    }
    running = undefined;
  }

  return {
    ask(question) {
      const answer = Promise.withResolvers<A>();
      waiting.push({ question, answer });
      running ??= run();
      return answer.promise;
    },
    async idle() {
      while (running) await running;
    },
  };
}
