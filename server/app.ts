import type { Logger } from 'pino';
import { clinicOf, type ClinicFileContent } from '../shared/contract/clinic-file.ts';
import { DAY_MS, SECOND_MS } from '../shared/domain/time.ts';
import { onceThePortIsFree } from './busy-port.ts';
import { Claims } from './check-in/claims.ts';
import { TryLimit } from './check-in/try-limit.ts';
import { type Clock, machineClock, utcOffsetMinutes } from './clock.ts';
import { CommandBus } from './commands/command-bus.ts';
import { handlers } from './commands/handlers.ts';
import { ClinicDay } from './day/clinic-day.ts';
import { lockFolder } from './db/lock-folder.ts';
import { type Db, openDatabase } from './db/open-database.ts';
import { guardDataFolder } from './demo/guard-data-folder.ts';
import { createStores, type Stores } from './db/stores.ts';
import { createHttpServer } from './http/http-server.ts';
import { createMetrics, outcomeOf } from './http/metrics.ts';
import { onceAMinute } from './once-a-minute.ts';
import { opensAt } from './opening-hours.ts';
import { publicUrlOf } from './public-url.ts';
import { createQueryAnswerer } from './queries.ts';
import { authenticate } from './realtime/authenticate.ts';
import { kioskClinic } from './realtime/snapshots/check-in-snapshot.ts';
import { createSocketServer } from './realtime/socket-server.ts';
import { type Outside, startOutside } from './outside.ts';
import type { UpstreamView } from './upstream/upstream-view.ts';
import { Waits } from './waits/waits.ts';

/** How often waits are looked at anew although nobody did anything. */
const TICK_MS = 10 * SECOND_MS;
/** A page that was cut off retries for seconds, a terminal's outbox for days. */
const REPLIES_KEPT_MS = 30 * DAY_MS;

export type AppSettings = {
  readonly file: ClinicFileContent;
  readonly isDemonstration: boolean;
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  readonly clock?: Clock;
  /** At most so many commands share a transaction; 1 is what the bench compares with. */
  readonly mostInOneBatch?: number;
  /** "off": nobody's wait is looked at again; what the bench compares with. */
  readonly waitRefresh?: 'worker' | 'off';
};

export type App = {
  readonly url: string;
  readonly port: number;
  readonly bus: CommandBus;
  readonly day: ClinicDay;
  readonly stores: Stores;
  readonly db: Db;
  readonly upstream: UpstreamView;
  readonly waits: Waits;
  /** Takes up what was written to the database from outside a command, such as an import. */
  readonly refresh: () => void;
  /** Answers what was accepted, says goodbye to everybody, and closes the database. */
  readonly close: () => Promise<void>;
};

/** Builds the site server and starts it: the only place where its parts are put together. */
export async function startApp(settings: AppSettings): Promise<App> {
  const { file, isDemonstration, logger } = settings;
  const clock = settings.clock ?? machineClock;
  const clinic = clinicOf(file);
  const { db, close: closeData } = openData(settings.dataFolder, isDemonstration);
  const stores = createStores(db);
  const forgetOldReplies = (now: number): void =>
    stores.replies.forgetBefore(now - REPLIES_KEPT_MS);
  forgetOldReplies(clock.now());
  const day = new ClinicDay(clinic, stores, clock.now());
  const claims = new Claims();
  const metrics = createMetrics();
  const waits = new Waits({
    clinic,
    dataFolder: settings.dataFolder,
    day,
    stores,
    clock,
    logger,
    refresh: settings.waitRefresh ?? 'worker',
    hold: (seen) => bus.holdWaits(seen),
    onRefresh: metrics.waits.refreshed,
    onRefreshFailed: metrics.waits.refreshFailed,
  });
  // Known once we listen: the port may be any free one.
  let publicUrl: string | null = null;
  let outside: Outside | null = null;
  const upstreamView: UpstreamView = {
    destinations: () => outside?.upstream.destinations() ?? [],
    scheduleSource: () => outside?.upstream.scheduleSource() ?? null,
  };

  const { timeZone } = clinic;
  const opensNextAt = onceAMinute((now) => opensAt(clinic.openingHours, timeZone, now));
  const utcOffset = onceAMinute((now) => utcOffsetMinutes(now, timeZone));
  const source = () => {
    const now = clock.now();
    return {
      clinic,
      isDemonstration,
      day,
      waits: waits.board,
      stores,
      now,
      opensAt: opensNextAt(now),
      utcOffsetMinutes: utcOffset(now),
      upstream: upstreamView,
    };
  };
  const bus = new CommandBus({
    db,
    handlers,
    context: { clinic, day, stores, claims, publicUrl: () => publicUrl },
    waits: waits.board,
    now: clock.now,
    ...(settings.mostInOneBatch === undefined ? {} : { mostInOneBatch: settings.mostInOneBatch }),
    onNewDay: (now) => {
      forgetOldReplies(now);
      waits.newDay();
    },
    onCommitted: () => {
      outside?.upstream.wake();
      waits.afterBatch();
      sockets.publisher.publish();
    },
    onCrash: (error, command) => {
      metrics.crashes.inc();
      logger.error({ err: error, command: command.name, commandId: command.id }, 'command failed');
    },
    onBatch: ({ commands, seconds }) => metrics.batch(commands, seconds),
    onReply: (reply, { name, id, sender }) => {
      const outcome = outcomeOf(reply);
      metrics.commands.inc({ name, outcome });
      logger.info({ command: name, commandId: id, sender, outcome }, 'command');
    },
  });
  const query = createQueryAnswerer({
    clinic,
    clock,
    day,
    waits: waits.board,
    stores,
    db,
    claims,
    tries: new TryLimit(),
    publicUrl: () => publicUrl,
    onCrash: (error, name) => logger.error({ err: error, query: name }, 'query failed'),
  });
  const rules = {
    devices: file.devices,
    isDemonstration,
    areaIds: clinic.areas.map((area) => area.id),
  };
  const http = await createHttpServer({
    logger,
    metrics,
    clinic,
    db,
    stores,
    rules,
    dataFolder: settings.dataFolder,
    today: () => day.day,
    connections: () => sockets.connections(),
    kioskClinic: () => kioskClinic(source()),
    upstream: upstreamView,
    backup: () => outside?.keeping.backupState() ?? { lastAt: null, problem: null },
    now: clock.now,
    waitingCount: () => day.entries().filter((entry) => entry.status === 'waiting').length,
    waitTrust: (serviceId) => waits.board.trust(serviceId),
  });
  const sockets = createSocketServer({
    httpServer: http.server,
    allowedOrigins: settings.allowedOrigins,
    authenticate: (credentials) => authenticate(credentials, day, rules),
    answerers: { command: (request) => bus.take(request), query },
    publisher: {
      source,
      onSent: () => metrics.snapshots.inc(),
      onCrash: (error, room) => logger.error({ err: error, room }, 'snapshot failed'),
    },
    onConnection: (device, change) => logger.info({ device: device.id, role: device.role }, change),
  });
  const refresh = (): void => {
    day.reload(clock.now());
    waits.listChanged();
    bus.tick();
  };
  try {
    outside = startOutside({
      ...settings,
      clock,
      db,
      stores,
      onAppointments: refresh,
      onChanged: () => sockets.publisher.publish(),
      today: () => day.day,
    });
    const { host, port: wanted } = settings;
    await onceThePortIsFree(() => http.listen({ host, port: wanted }));
  } catch (error) {
    await outside?.close();
    await waits.close();
    await sockets.close();
    closeData();
    throw error;
  }
  const port = portOf(http.server.address(), settings.port);
  publicUrl = publicUrlOf({
    configured: file.publicUrl,
    isDemonstration,
    host: settings.host,
    port,
  });
  bus.tick();
  waits.start();
  const ticking = setInterval(() => {
    bus.tick();
    waits.tick();
  }, TICK_MS);

  return {
    url: `http://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`,
    port,
    bus,
    day,
    stores,
    db,
    upstream: upstreamView,
    waits,
    refresh,
    close: async () => {
      clearInterval(ticking);
      bus.flush();
      await waits.close();
      await outside.close();
      await sockets.close();
      await http.close();
      db.pragma('wal_checkpoint(TRUNCATE)');
      closeData();
    },
  };
}

/** The data folder for this server alone, of the right kind, with its database open. */
function openData(
  folder: string,
  isDemonstration: boolean,
): { readonly db: Db; readonly close: () => void } {
  const unlock = lockFolder(folder);
  try {
    const db = openDatabase(folder);
    try {
      guardDataFolder(db, isDemonstration);
    } catch (error) {
      db.close();
      throw error;
    }
    const close = (): void => {
      db.close();
      unlock();
    };
    return { db, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function portOf(address: string | { readonly port: number } | null, asked: number): number {
  return typeof address === 'object' && address !== null ? address.port : asked;
}
