import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { CommandInput, CommandName } from '../../shared/contract/commands.ts';
import type { EntryStatus, QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Sender } from '../commands/command-context.ts';
import type { Appointment } from '../db/appointments.ts';
import type { HelpRequest } from '../db/help-requests.ts';
import type { Notice } from '../db/notices.ts';
import { createChance } from './chance.ts';

/** One command of a simulated person, as a page would send it. */
export type Act = {
  readonly [C in CommandName]: {
    readonly name: C;
    readonly as: Sender;
    readonly input: Omit<CommandInput<C>, 'commandId'>;
  };
}[CommandName];

/** What the simulated people did last with an entry, and when. */
export type Deed = { readonly status: EntryStatus; readonly at: EpochMs };

/** The clinic as the simulated people see it. Nothing here is changed by planning. */
export type LiveView = {
  readonly file: ClinicFileContent;
  readonly now: EpochMs;
  /** When was looked the last time. */
  readonly beforeAt: EpochMs;
  /** A simulated minute takes a minute divided by this. */
  readonly speed: number;
  readonly entries: readonly QueueEntry[];
  readonly stations: readonly StationState[];
  /** The list of today without those who came. */
  readonly expected: readonly Appointment[];
  readonly help: readonly HelpRequest[];
  readonly notices: readonly Notice[];
  /** The entries of simulated patients. */
  readonly simulated: ReadonlySet<string>;
  readonly deeds: ReadonlyMap<string, Deed>;
  /** The delay notices that simulated staff showed. */
  readonly ownNotices: ReadonlySet<string>;
  /** Stations where somebody works by hand, which simulated staff leave alone. */
  readonly byHand: ReadonlySet<string>;
};

export const STAFF: Sender = {
  id: 'simulated-staff',
  role: 'desk',
  label: 'Simulated staff',
  visitId: null,
};
export const KIOSK: Sender = {
  id: 'simulated-kiosk',
  role: 'check-in',
  label: 'Kiosk 2, main door',
  visitId: null,
};
export const EXIT: Sender = {
  id: 'simulated-exit',
  role: 'feedback',
  label: 'Exit',
  visitId: null,
};

/** What chance holds for a patient, from 0 to 1: the same however often it is asked. */
export function fateOf({ queuedAt, serviceId }: QueueEntry, question: string): number {
  return createChance(`${question} ${queuedAt} ${serviceId}`).fraction();
}

/** Whether so many simulated milliseconds after `since` have passed just now, and not before. */
export function isJustNow(view: LiveView, since: EpochMs, ms: number): boolean {
  const at = since + ms / view.speed;
  return view.beforeAt < at && at <= view.now;
}

/** Whether so many simulated milliseconds have passed since. */
export function hasPassed(view: LiveView, since: EpochMs, ms: number): boolean {
  return view.now >= since + ms / view.speed;
}

/** How likely something is now that happens once in so many simulated milliseconds. */
export function shareOfTime(view: LiveView, everyMs: number): number {
  return ((view.now - view.beforeAt) * view.speed) / everyMs;
}
