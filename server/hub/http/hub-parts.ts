import type { FastifyBaseLogger } from 'fastify';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { FindCaller } from '../callers.ts';
import type { ClinicFigures } from '../figures/clinic-figures.ts';
import type { HubClinicSetting } from '../hub-file.ts';
import type { HubStore } from '../store.ts';

/** What the routes work with. */
export type HubParts = {
  readonly store: HubStore;
  readonly figures: ClinicFigures;
  readonly clinics: readonly HubClinicSetting[];
  readonly findCaller: FindCaller;
  readonly dayOf: (clinic: HubClinicSetting) => (at: EpochMs) => string;
  readonly now: () => EpochMs;
  readonly logger: FastifyBaseLogger;
};
