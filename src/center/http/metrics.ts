import { Counter, collectDefaultMetrics, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { CallOutcome, Purpose } from '../../protocol/contracts/calls.ts';

/** The center's figures for Prometheus. */
export interface Metrics {
  /** The page's text. */
  text(): Promise<string>;
  readonly contentType: string;
  /** Starts an ask's clock; call the result with the ask's name and 'ok' or the refusal's code. */
  askStarted(): (name: string, outcome: string) => void;
  callEnded(purpose: Purpose, outcome: CallOutcome): void;
  /** From the answer to the first picture of the other side, ms. */
  callSetUp(purpose: Purpose, ms: number): void;
}

/** Counts of boxes, read whenever the page is. */
export interface BoxCounts {
  online(): number;
  gone(): Promise<{ suspect: number; dark: number }>;
}

/** @param figures the services' own */
export function openMetrics(boxes: BoxCounts, figures: readonly Metric[] = []): Metrics {
  const registry = new Registry();
  for (const figure of figures) registry.registerMetric(figure);
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'xiyangli_ask_seconds',
    help: 'Time from an ask to its reply',
    labelNames: ['ask'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const answered = new Counter({
    name: 'xiyangli_asks_total',
    help: 'Asks answered, by what came of them',
    labelNames: ['ask', 'outcome'],
    registers: [registry],
  });
  const ended = new Counter({
    name: 'xiyangli_calls_total',
    help: 'Calls that are over, by what they were for and how they ended',
    labelNames: ['purpose', 'outcome'],
    registers: [registry],
  });
  const setUp = new Histogram({
    name: 'xiyangli_call_setup_seconds',
    help: "Time from a call's answer to the first picture of the other side",
    labelNames: ['purpose'],
    buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 15],
    registers: [registry],
  });
  new Gauge({
    name: 'xiyangli_boxes_online',
    help: 'Boxes connected to this process',
    registers: [registry],
    collect() {
      this.set(boxes.online());
    },
  });
  new Gauge({
    name: 'xiyangli_boxes_gone',
    help: 'Boxes gone: suspect, or dark, so that somebody is to see to them',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      // Without a database the last counts stand; the page must tell of that trouble too.
      const gone = await boxes.gone().catch(() => undefined);
      if (!gone) return;
      this.set({ state: 'suspect' }, gone.suspect);
      this.set({ state: 'dark' }, gone.dark);
    },
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    callEnded: (purpose, outcome) => ended.inc({ purpose, outcome }),
    callSetUp: (purpose, ms) => setUp.observe({ purpose }, ms / 1_000),
    askStarted() {
      const startedAt = performance.now();
      return (name, outcome) => {
        seconds.observe({ ask: name }, (performance.now() - startedAt) / 1_000);
        answered.inc({ ask: name, outcome });
      };
    },
  };
}
