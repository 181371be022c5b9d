import { join } from 'node:path';
import type { Logger } from 'pino';
import { box } from '../protocol/contracts/box.ts';
import { consents } from '../protocol/contracts/consents.ts';
import { desk } from '../protocol/contracts/desk.ts';
import { merchants } from '../protocol/contracts/merchants.ts';
import { mine } from '../protocol/contracts/mine.ts';
import { people } from '../protocol/contracts/people.ts';
import { profile } from '../protocol/contracts/profile.ts';
import { relatives } from '../protocol/contracts/relatives.ts';
import { responders } from '../protocol/contracts/responders.ts';
import type { Role } from '../protocol/roles.ts';
import { staffRoom } from './actor.ts';
import { openCalls } from './calls/calls.ts';
import type { CallRules } from './calls/rule.ts';
import type { Config } from './config.ts';
import { cameraGatewayConnector, whepGatewayConnector } from './connectors/camera-gateway.ts';
import { openConnectors } from './connectors/connectors.ts';
import { httpPaymentGateway } from './connectors/http-payment-gateway.ts';
import { gatewayConnector, notifyConnector } from './connectors/notify.ts';
import { paymentGateway } from './connectors/payment-gateway.ts';
import { climateConnector } from './connectors/weather.ts';
import { type Connection, connect, disconnect } from './database/database.ts';
import { startPostgres } from './database/launcher.ts';
import { migrate } from './database/migrate.ts';
import { openCatchUp } from './feed/catch-up.ts';
import { openReceiptBook, type ReceiptCount } from './feed/receipts.ts';
import { openRelay } from './feed/relay.ts';
import { boxHandlers } from './house/box.ts';
import { consentHandlers } from './house/consents.ts';
import { deskHandlers } from './house/desk.ts';
import { merchantHandlers } from './house/merchants.ts';
import { mineHandlers } from './house/mine.ts';
import { peopleHandlers } from './house/people.ts';
import { profileHandlers } from './house/profile.ts';
import { relativeHandlers } from './house/relatives.ts';
import { responderHandlers } from './house/responders.ts';
import { openHttpDoor } from './http/door.ts';
import { entryRoutes } from './http/entry.ts';
import { healthRoutes } from './http/health.ts';
import { loginRoutes } from './http/login.ts';
import { openMetrics } from './http/metrics.ts';
import { originRule } from './http/origins.ts';
import { phoneRoutes } from './http/phone.ts';
import { listen, openHttp } from './http/server.ts';
import { type AnyHandler, openAnswer } from './io/answer.ts';
import { openBoxDoor } from './io/box-door.ts';
import { openIo } from './io/io.ts';
import { openPhoneDoor } from './io/phone-door.ts';
import { openStaffDoor } from './io/staff-door.ts';
import { finish } from './jobs/jobs.ts';
import { startScheduler } from './jobs/scheduler.ts';
import { openLog } from './log.ts';
import { openFfmpeg } from './media/ffmpeg.ts';
import { openFence } from './merchants/fence.ts';
import { whoseMerchants } from './merchants/merchants.ts';
import { openNeighbours } from './nodes/neighbours.ts';
import { openPayments } from './payments/house.ts';
import { noticeRoutes, samplePayRoutes } from './payments/pay-routes.ts';
import { openSampleGateway } from './payments/sample-gateway.ts';
import { openProfile } from './profile.ts';
import { whoseRequests } from './requests/requests.ts';
import { findCommunity, firstCommunity, sampleDay } from './sample/sample.ts';
import type { CenterService } from './serve.ts';
import { centerServices } from './services.ts';
import { startSweep } from './sweep.ts';
import { openVault } from './vault/vault.ts';
import { openWatchBook } from './watch/book.ts';
import { paceOf } from './watch/pace.ts';
import { boxWatch, countGone } from './watch/watch.ts';
import { doWork, readingOn, type WorkPlace } from './work.ts';

/** A running center. */
export interface Center {
  readonly port: number;
  readonly place: WorkPlace;
  /** The first password of an empty community's admin, told once. */
  readonly firstPassword?: string;
  stop(): Promise<void>;
}

/** Each part keeps the exact types of its own contract, which a list of all cannot. */
const partsOf = (parts: Record<string, unknown>): [string, CenterService][] => Object.entries(parts) as never;

const services = partsOf(centerServices);

/** All handlers by their names on the wire. */
function handlersByName(parts: Record<string, object>): Map<string, AnyHandler> {
  const named = new Map<string, AnyHandler>();
  for (const [id, handlers] of Object.entries(parts)) {
    for (const [leaf, handler] of Object.entries(handlers)) named.set(`${id}:${leaf}`, handler as AnyHandler);
  }
  return named;
}

/** Starts everything in order: database, migrations, kits, sockets, timers; and at last the port. */
export async function startCenter(
  config: Config,
  options: { log?: Logger; connection?: Connection; clock?: () => Date } = {},
): Promise<Center> {
  const log = options.log ?? openLog(config.logLevel);
  const clock = options.clock ?? (() => new Date());
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<Center> {
    const db = connect(await openConnection(), log);
    stops.push(() => disconnect(db));
    await migrate(db, log);

    const pictureOrigins = new Map<string, readonly string[]>();
    const http = await openHttp(config, log, () => [...pictureOrigins.values()].flat());
    const io = openIo(http.server);
    const connectors = [
      climateConnector,
      notifyConnector,
      cameraGatewayConnector,
      paymentGateway,
      ...services.flatMap(([, service]) => service.connectors ?? []),
    ];
    const samplePay = config.paymentGateway ? undefined : openSampleGateway(db, clock, config.publicUrl);
    const live = [
      ...(samplePay ? [samplePay.connector] : []),
      ...(config.paymentGateway ? [httpPaymentGateway(config.paymentGateway, clock)] : []),
      ...(config.notifyUrl ? [gatewayConnector(config.notifyUrl, config.notifyToken)] : []),
      ...(config.cameraGateway ? [whepGatewayConnector(config.cameraGateway)] : []),
    ];
    const relay = openRelay(db, io, log);
    const neighbours = openNeighbours(db, log, io.news, relay);
    stops.push(
      () => relay.stop(),
      () => neighbours.stop(),
    );
    const ffmpeg = openFfmpeg(log);
    stops.push(() => ffmpeg.stop());
    let nudge = () => {};
    const place: WorkPlace = {
      db,
      news: neighbours.news,
      log,
      connectors: openConnectors(connectors, log, clock, live),
      vault: openVault(config.keysDir),
      ffmpeg,
      filesDir: join(config.dataDir, 'files'),
      pictureOrigins,
      sampleMedia: config.sampleMedia === 'on',
      clock,
      nudge: () => nudge(),
    };

    const firstPassword = (await findCommunity(db)) ? undefined : await firstCommunity(place, config.sample === 'on');
    const community = await findCommunity(db);
    if (community?.sample) await sampleDay(place, community.id);

    for (const [, service] of community ? services : []) {
      const close = community && (await service.open?.(place, community));
      if (close) stops.push(close);
    }

    const pace = paceOf(config.boxTicketAfterS);
    const boxes = boxWatch(pace);
    if (community) await boxes.begin(place, community.id);
    const metrics = openMetrics(
      { online: () => io.boxesOnline(), gone: () => countGone(place) },
      services.flatMap(([, service]) => service.figures ?? []),
    );
    const rules = Object.assign({}, ...services.map(([, service]) => service.callRules ?? {})) as CallRules;
    const calls = openCalls({ rules, metrics, ringMs: config.callRingS * 1_000 }, place, config.calls);
    if (community) await calls.open?.(place, community);
    const undoers = services.flatMap(([id, { undoPayment }]) => (undoPayment ? [[id, undoPayment] as const] : []));
    const paying = openPayments(new Map(undoers));
    // The house's own parts stand beside the services'.
    const parts = partsOf({
      ...centerServices,
      [boxes.service.contract.id]: boxes.service,
      [calls.contract.id]: calls,
      [paying.contract.id]: paying,
    });

    const receipts = openReceiptBook(db, log, (counts) => void tellCounts(place, counts));
    const missed = openCatchUp(db, clock);
    const watchBook = openWatchBook(place, pace, community?.id);
    stops.push(
      () => watchBook.stop(),
      () => receipts.stop(),
    );
    const answeredBy: Record<string, readonly Role[]> = {};
    for (const [id, part] of parts) answeredBy[id] = part.answeredBy;
    const known = openProfile(db);
    const fence = openFence(
      Object.assign(
        { merchant: whoseMerchants, request: whoseRequests },
        ...services.map(([, service]) => service.whose ?? {}),
      ),
    );
    const answer = openAnswer(
      place,
      handlersByName({
        [box.id]: boxHandlers(db, receipts, missed),
        [consents.id]: consentHandlers,
        [desk.id]: deskHandlers(answeredBy),
        [merchants.id]: merchantHandlers,
        [mine.id]: mineHandlers,
        [people.id]: peopleHandlers,
        [profile.id]: profileHandlers(known),
        [relatives.id]: relativeHandlers(config.publicUrl),
        [responders.id]: responderHandlers,
        ...Object.fromEntries(parts.map(([id, part]) => [id, part.handlers])),
      }),
      { metrics, fence, profile: known },
    );
    const isOurOrigin = originRule(config.publicOrigins);
    const sampleCommunity = community?.sample ? community.id : undefined;
    openBoxDoor(place, io, answer, { watch: watchBook, missed, relay, sampleCommunity });
    openStaffDoor(place, io, answer, isOurOrigin);
    openPhoneDoor(place, io, answer);
    entryRoutes(http, community?.sample ?? false);
    healthRoutes(http, place, metrics, config.metricsToken);
    loginRoutes(http, place, isOurOrigin);
    if (community) {
      phoneRoutes(http, place, community);
      noticeRoutes(http, place, community);
      if (samplePay) samplePayRoutes(http, place, community, samplePay);
      const door = openHttpDoor(place, answer, community);
      for (const [, service] of services) await service.routes?.(http, door);
    }

    const scheduler = startScheduler({ db, log, clock, runners: timerRunners(place, parts) });
    nudge = () => scheduler.nudge();
    stops.push(() => scheduler.stop(), startSweep(place, community));
    // Connections first: the HTTP server's close waits for them.
    stops.push(
      () => http.close(),
      () => io.close(),
      () => watchBook.rest(),
    );
    return { port: await listen(http, config), place, firstPassword, stop };
  }

  async function openConnection(): Promise<Connection> {
    if (options.connection) return options.connection;
    if (config.databaseUrl) return { connectionString: config.databaseUrl };
    const postgres = await startPostgres({ dataDir: config.dataDir, log });
    stops.push(() => postgres.stop());
    return postgres.connection;
  }
}

/** A timer's handler works in one transaction with the timer's own end: both happen once, or neither. */
function timerRunners(place: WorkPlace, parts: typeof services) {
  const all = parts.flatMap(([, part]) => Object.entries(part.timers ?? {}));
  return Object.fromEntries(
    all.map(([kind, handler]) => [
      kind,
      (timer: Parameters<typeof finish>[1]) =>
        doWork(place, timer.communityId, async (work) => {
          if (await finish(work.tx, timer)) await handler(work, timer);
        }),
    ]),
  );
}

async function tellCounts(place: WorkPlace, counts: readonly ReceiptCount[]): Promise<void> {
  for (const count of counts) {
    for (const [, service] of services) {
      const reading = readingOn(place, count.communityId);
      const news = await service.onReceipts?.(reading, count).catch((error: unknown) => {
        place.log.warn({ error }, 'coverage was not told');
        return undefined;
      });
      if (news)
        place.news.toStaff(
          news.roles.map((role) => staffRoom(count.communityId, role)),
          news.name,
          news.body,
        );
    }
  }
}
