import { Devices } from '../media/devices.ts';
import { Banners } from './banners.ts';
import { Cache } from './cache.ts';
import { CallsKit } from './calls/calls-kit.ts';
import { Clock } from './clock.ts';
import { BUILT_IN, type Config } from './config.ts';
import { Digits } from './digits.ts';
import { Feed } from './feed.ts';
import { HomeInfo } from './home.ts';
import { Identity } from './identity.ts';
import type { KeyName } from './keys.ts';
import { Keys } from './keys.ts';
import { Layers } from './layers.ts';
import { Link } from './link.ts';
import { Media } from './media/media.ts';
import { Mine } from './mine.ts';
import { mode } from './mode.ts';
import { Outbox } from './outbox.ts';
import { Platform } from './platform.ts';
import { reloadOnce } from './reload.ts';
import { Settings } from './settings.ts';
import { Signal } from './signal.ts';
import { Store } from './storage.ts';
import { Tones } from './tones.ts';
import { Voice } from './voice.ts';

const store = new Store(mode);
const settings = new Settings(store);
const clock = new Clock(store);
const link = new Link();
link.greeted.on((hello) => clock.set(hello.serverTime));
const cache = new Cache(store, link, clock);
const identity = new Identity(store);
const home = new HomeInfo(cache, link);
const layers = new Layers();
const pressed = new Signal<[name: KeyName]>();

const devices = new Devices();

/** What every page and every service of the TV works with; one of each, made before the first picture. */
export const kit = {
  /** settings.json, once it has been read. */
  config: BUILT_IN,
  store,
  settings,
  clock,
  link,
  cache,
  identity,
  feed: new Feed(store, link, clock),
  outbox: new Outbox(store, link),
  home,
  /** What this household has asked for, in any service. */
  mine: new Mine(cache, link, clock),
  layers,
  media: new Media({ layers, pressed }),
  /** Empty until the first picture is there. */
  calls: new CallsKit({ link, clock, home, identity, devices }),
  /** Camera and microphone: nobody else opens them, and a sign is on the screen while they are open. */
  devices,
  banners: new Banners(),
  keys: new Keys(store),
  digits: new Digits(),
  voice: new Voice(settings),
  tones: new Tones(),
  platform: new Platform(),
  /** The emergency key, whatever is on the screen. Every press counts, also a repeated one. */
  emergency: new Signal(),
  /** Every key that means something, before it does it. */
  pressed,
};
export type Kit = typeof kit;

/** Connects to the center, and keeps what a box must do with the line by itself. */
export function startLink(config: Config): void {
  const { feed, identity } = kit;
  kit.config = config;
  kit.home.fallbackPhone = config.appSettings.helpPhone;
  const startAgain = () => globalThis.location.reload();
  link.changed.on((state) => mode === 'tv' && state === 'online' && void kit.mine.refresh());
  link.on('box:enrolled', () => link.reconnect());
  link.on('box:revoked', () => {
    identity.forget();
    startAgain();
  });
  link.tooOld.on(() => reloadOnce(kit.store));
  link.rejected.on(() => {
    // Without a household there is nothing to forget: a center that refuses newcomers is asked again later.
    if (!identity.boxId()) return;
    identity.forget();
    startAgain();
  });
  // Somebody is looking: a line that died silently must show now, not at the next heartbeat.
  kit.pressed.on(() => {
    if (link.quiet) void feed.catchUp().then((alive) => alive || link.drop());
  });
  link.open({
    center: config.appSettings.center,
    reconnectWindowMs: config.appSettings.reconnectWindowMs,
    credentials: () => ({ mode, secret: identity.secret(), cursors: feed.cursors }),
    recognise: ({ boxId, place }) => {
      const same = identity.note(boxId, place);
      if (!same) startAgain();
      return same;
    },
  });
}
