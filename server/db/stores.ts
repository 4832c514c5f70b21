import { type AnswerStore, createAnswerStore } from './answers.ts';
import { type AppointmentStore, createAppointmentStore } from './appointments.ts';
import { type CallStore, createCallStore } from './calls.ts';
import { createReplyStore, type ReplyStore } from './command-replies.ts';
import { createDeliveryStore, type DeliveryStore } from './deliveries.ts';
import { createEventStore, type EventStore } from './events.ts';
import { createHelpStore, type HelpStore } from './help-requests.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import type { Db } from './open-database.ts';
import { createPromiseStore, type PromiseStore } from './promises.ts';
import { createQueueEntryStore, type QueueEntryStore } from './queue-entries.ts';
import { createScheduleConflictStore, type ScheduleConflictStore } from './schedule-conflicts.ts';
import { createScheduleSourceStore, type ScheduleSourceStore } from './schedule-sources.ts';
import { createStationStore, type StationStore } from './stations.ts';
import { createStreamStore, type StreamStore } from './streams.ts';
import { createVisitStore, type VisitStore } from './visits.ts';
import { createWaitModelStore, type WaitModelStore } from './wait-models.ts';

export type Stores = {
  readonly appointments: AppointmentStore;
  readonly visits: VisitStore;
  readonly entries: QueueEntryStore;
  readonly calls: CallStore;
  readonly stations: StationStore;
  readonly notices: NoticeStore;
  readonly help: HelpStore;
  readonly promises: PromiseStore;
  readonly answers: AnswerStore;
  readonly replies: ReplyStore;
  readonly events: EventStore;
  readonly streams: StreamStore;
  readonly deliveries: DeliveryStore;
  readonly scheduleSources: ScheduleSourceStore;
  readonly conflicts: ScheduleConflictStore;
  readonly waitModels: WaitModelStore;
};

/** Prepares every query of the clinic's database once. */
export function createStores(db: Db): Stores {
  return {
    appointments: createAppointmentStore(db),
    visits: createVisitStore(db),
    entries: createQueueEntryStore(db),
    calls: createCallStore(db),
    stations: createStationStore(db),
    notices: createNoticeStore(db),
    help: createHelpStore(db),
    promises: createPromiseStore(db),
    answers: createAnswerStore(db),
    replies: createReplyStore(db),
    events: createEventStore(db),
    streams: createStreamStore(db),
    deliveries: createDeliveryStore(db),
    scheduleSources: createScheduleSourceStore(db),
    conflicts: createScheduleConflictStore(db),
    waitModels: createWaitModelStore(db),
  };
}
