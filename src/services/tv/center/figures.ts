import { Histogram } from 'prom-client';

/** From the key to the first picture of a channel, as the boxes tell it. */
export const zapSeconds = new Histogram({
  name: 'xiyangli_tv_zap_seconds',
  help: 'Time from the key to the first picture of a channel, as boxes tell it',
  buckets: [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30],
  registers: [],
});
