import type { Logger } from 'pino';
import { bringsAppointments, type ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { DestinationSettings } from '../../shared/contract/destination-settings.ts';
import type { ScheduleSourceState } from '../../shared/contract/upstream-state.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open-database.ts';
import type { Stores } from '../db/stores.ts';
import { type Delivery, startDelivery } from './delivery/delivery-engine.ts';
import type { Destination } from './delivery/destination.ts';
import { machineTiming, type Timing } from './delivery/timing.ts';
import { createFhirDestination } from './fhir/fhir-destination.ts';
import { createFhirSchedule } from './fhir/fhir-schedule.ts';
import { createHl7Destination } from './hl7/hl7-destination.ts';
import { startHl7Listener } from './hl7/listener.ts';
import { type Ear, keepListening } from './hl7/keep-listening.ts';
import { createHubDestination } from './hub/hub-destination.ts';
import { createHubFeed } from './hub/hub-schedule.ts';
import { type Comparisons, createComparisons } from './reconcile/comparisons.ts';
import { startGreetings } from './reconcile/greetings.ts';
import { applyOne, applySchedule } from './schedule/apply-schedule.ts';
import type { ScheduleFeed } from './schedule/schedule-list.ts';
import { startPuller } from './schedule/schedule-puller.ts';
import type { UpstreamView } from './upstream-view.ts';

export type UpstreamParts = {
  readonly file: ClinicFileContent;
  readonly clinic: Clinic;
  readonly db: Db;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Appointments were changed by somebody upstream: the day must be read again. */
  readonly onAppointments: () => void;
  /** What people see of an upstream is different now. */
  readonly onChanged: () => void;
};

export type Upstream = UpstreamView &
  Pick<Delivery, 'wake'> &
  Pick<Comparisons, 'compareAll'> & {
    /** Stops talking to everybody outside; what is not delivered by then waits for the next start. */
    readonly close: () => Promise<void>;
  };

/**
 * Connects the clinic with everything its file names upstream: delivers what happens, and takes in
 * appointments. Whatever goes wrong is a state to be shown, and never keeps the clinic from opening.
 */
export function startUpstream(parts: UpstreamParts): Upstream {
  const { file, db, stores, logger } = parts;
  const timing: Timing = { ...machineTiming, wallNow: parts.clock.now };
  const destinations = file.destinations.flatMap(
    (settings) => destinationOf(settings, parts) ?? [],
  );
  const delivery = startDelivery({
    destinations,
    stores,
    timing,
    logger,
    onChanged: parts.onChanged,
  });
  const comparisons = createComparisons({
    destinations,
    db,
    stores,
    now: timing.wallNow,
    logger,
    onMissing: delivery.wake,
  });
  const greetings = startGreetings({ destinations, streams: stores.streams, timing });
  const puller = startPuller({
    feeds: file.destinations.flatMap((settings) => feedOf(settings, parts) ?? []),
    apply: (list) => {
      const applied = applySchedule(list, { db, stores, now: timing.wallNow() });
      parts.onAppointments();
      return applied;
    },
    noteProblem: (source, problem) => {
      stores.scheduleSources.failed(source, problem, timing.wallNow());
      parts.onChanged();
    },
    timing,
    logger,
  });
  const ears = file.destinations.flatMap((settings) => earOf(settings, parts) ?? []);
  return {
    destinations: delivery.states,
    scheduleSource: () => scheduleSourceOf(file.destinations, stores),
    wake: delivery.wake,
    compareAll: comparisons.compareAll,
    close: async () => {
      await Promise.all(ears.map((ear) => ear.close()));
      await Promise.all([puller.close(), comparisons.close(), greetings.close()]);
      await delivery.close();
    },
  };
}

function destinationOf(
  settings: DestinationSettings,
  { db, stores, clinic, clock }: UpstreamParts,
): Destination | null {
  switch (settings.kind) {
    case 'hub':
      return createHubDestination(settings, { now: clock.now });
    case 'fhir':
      return createFhirDestination(settings, { db, stores, clinic, now: clock.now });
    case 'hl7':
      return createHl7Destination(settings, { db, stores, clinic });
  }
}

function feedOf(
  settings: DestinationSettings,
  { clinic, clock }: UpstreamParts,
): ScheduleFeed | null {
  switch (settings.kind) {
    case 'hub':
      return createHubFeed(settings, clinic);
    case 'fhir':
      return createFhirSchedule(settings, { clinic, now: clock.now });
    case 'hl7':
      return null;
  }
}

function earOf(
  settings: DestinationSettings,
  { clinic, db, stores, clock, logger, onAppointments, onChanged }: UpstreamParts,
): Ear | null {
  if (settings.kind !== 'hl7' || !settings.listen) return null;
  return keepListening({
    listen: () =>
      startHl7Listener(settings, {
        clinic,
        db,
        stores,
        apply: applyOne,
        now: clock.now,
        logger,
        onChanged: onAppointments,
      }),
    onProblem: (problem) => {
      logger.error({ destination: settings.id, problem }, 'appointments cannot be listened for');
      stores.scheduleSources.failed(settings.id, problem, clock.now());
      onChanged();
    },
  });
}

function scheduleSourceOf(
  destinations: readonly DestinationSettings[],
  { scheduleSources }: Pick<Stores, 'scheduleSources'>,
): ScheduleSourceState | null {
  const settings = destinations.find(bringsAppointments);
  if (!settings) return null;
  const state = scheduleSources.of(settings.id);
  // Messages come when something changes: their silence says nothing.
  if (settings.kind === 'hl7' && (state?.problem ?? null) === null) return null;
  return {
    source: settings.id,
    label: settings.label,
    succeededAt: state?.succeededAt ?? null,
    problem: state?.problem ?? null,
  };
}
