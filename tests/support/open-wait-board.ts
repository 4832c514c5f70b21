import type { ClinicDay } from '../../server/day/clinic-day.ts';
import type { Stores } from '../../server/db/stores.ts';
import { LiveLearner } from '../../server/waits/live-learner.ts';
import { createQuickLook } from '../../server/waits/quick-look.ts';
import { WaitBoard } from '../../server/waits/wait-board.ts';
import { WaitLooker } from '../../server/waits/wait-look.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** The waits of a clinic without a server: who is new is told, from what its file and its day say. */
export function openWaitBoard(
  { clinic, day, stores }: { clinic: Clinic; day: ClinicDay; stores: Stores },
  now: EpochMs,
): WaitBoard {
  const learner = new LiveLearner({
    clinic,
    events: stores.events,
    onFault: (error) => {
      throw error;
    },
  });
  const looker = new WaitLooker({
    day,
    policy: clinic.queue,
    appointments: stores.appointments,
    learner,
  });
  return new WaitBoard(
    {
      services: clinic.services,
      day,
      promises: stores.promises,
      look: (at) => looker.look(at),
      quickLook: createQuickLook(),
    },
    now,
  );
}
