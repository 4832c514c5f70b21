import type { Logger } from 'pino';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import { type Clock, localDay, machineClock } from '../clock.ts';
import { createFindCaller } from './callers.ts';
import { createDayOf } from './day-of.ts';
import { createClinicFigures } from './figures/clinic-figures.ts';
import { createHubServer } from './http/hub-server.ts';
import type { HubFile } from './hub-file.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { HubStore } from './store.ts';

/** Lists of appointments hold names: nobody asks for them once their day is long over. */
const SCHEDULES_KEPT_MS = 30 * DAY_MS;

export type HubSettings = {
  readonly hub: HubFile;
  /** A PostgreSQL address, or the folder of a database of its own. */
  readonly storage: { readonly address: string } | { readonly folder: string };
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logger: Logger;
  readonly clock?: Clock;
};

export type RunningHub = {
  readonly url: string;
  readonly port: number;
  /** Answers what was accepted, then closes the database. */
  readonly close: () => Promise<void>;
};

/** Builds the hub and starts it: the only place where its parts are put together. */
export async function startHub(settings: HubSettings): Promise<RunningHub> {
  const { hub, logger, host } = settings;
  const { now } = settings.clock ?? machineClock;
  const store = await openStore(settings);
  const daysOfClinics = new Map(hub.clinics.map(({ id, timeZone }) => [id, createDayOf(timeZone)]));
  const forget = (): void => {
    const before = localDay(now() - SCHEDULES_KEPT_MS, 'UTC');
    store
      .forgetSchedules(before)
      .catch((error: unknown) => logger.warn({ err: error }, 'old lists are still there'));
  };
  try {
    const app = await createHubServer({
      store,
      figures: createClinicFigures(store, hub.clinics),
      clinics: hub.clinics,
      findCaller: createFindCaller(hub),
      dayOf: ({ id, timeZone }) => daysOfClinics.get(id) ?? createDayOf(timeZone),
      now,
      logger,
    });
    await app.listen({ host, port: settings.port });
    forget();
    const forgetting = setInterval(forget, HOUR_MS);
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : settings.port;
    return {
      url: `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
      port,
      close: async () => {
        clearInterval(forgetting);
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openStore({ hub, storage, logger }: HubSettings): Promise<HubStore> {
  const clinicIds = hub.clinics.map(({ id }) => id);
  if ('folder' in storage) return openSqliteStore(storage.folder, clinicIds);
  return openPostgresStore({
    address: storage.address,
    clinicIds,
    onError: (error) => logger.warn({ err: error }, 'a connection to the database was lost'),
  });
}
