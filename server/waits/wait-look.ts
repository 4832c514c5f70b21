import type { QueuePolicy } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { WaitLaw } from '../../shared/domain/waits/wait-law.ts';
import type { WaitScene } from '../../shared/domain/waits/wait-scene.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Appointment, AppointmentStore } from '../db/appointments.ts';
import type { LiveLearner } from './live-learner.ts';
import { sceneOfDay } from './scene-of-day.ts';

export type WaitLook = { readonly scene: WaitScene; readonly law: WaitLaw };

export type WaitLookerParts = {
  readonly day: ClinicDay;
  readonly policy: QueuePolicy;
  readonly appointments: Pick<AppointmentStore, 'ofDay'>;
  readonly learner: Pick<LiveLearner, 'law'>;
};

/** Sees the clinic as it is now together with what was learned of it. */
export class WaitLooker {
  readonly #parts: WaitLookerParts;
  #list: { readonly day: string; readonly appointments: readonly Appointment[] } | null = null;

  constructor(parts: WaitLookerParts) {
    this.#parts = parts;
  }

  look(now: EpochMs): WaitLook {
    const { day, policy, learner } = this.#parts;
    const scene = sceneOfDay({ day, policy, appointments: this.#appointments(), now });
    return { scene, law: asItIs(learner.law(now), scene) };
  }

  /** The list of the day was changed: it must be read again. */
  forgetList(): void {
    this.#list = null;
  }

  #appointments(): readonly Appointment[] {
    const { day, appointments } = this.#parts;
    if (this.#list?.day !== day.day) {
      this.#list = { day: day.day, appointments: appointments.ofDay(day.day) };
    }
    return this.#list.appointments;
  }
}

/** What is there is not still to come: a station may be open by other means than the log of today. */
function asItIs(law: WaitLaw, { stations }: WaitScene): WaitLaw {
  const closed = new Set(
    stations.filter(({ status }) => status === 'closed').map(({ stationId }) => stationId),
  );
  return { ...law, coming: law.coming.filter(({ stationId }) => closed.has(stationId)) };
}
