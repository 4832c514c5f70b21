import type { ShownCall } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';

/** A call made while the screen was away is still announced when it is no older than this. */
export const ANNOUNCE_WITHIN_MS = 2 * MINUTE_MS;
/** No call gives up its place on the panel to another before this. */
export const TURN_MS = 12 * SECOND_MS;
/** After this long a call that is still open moves to the list. */
const LONGEST_ON_PANEL_MS = 90 * SECOND_MS;
/** Two calls are never announced in the same breath: the sound of one ends before the next. */
const BETWEEN_ANNOUNCEMENTS_MS = 1_500;

const PLACES = 2;
// A snapshot holds 20 calls, so that none in it can have been forgotten.
const REMEMBERED_CALLS = 100;

/** A call that was announced. Its instants are the screen's own, not the clinic's. */
export type CalledPatient = {
  readonly call: ShownCall;
  readonly announcedAt: number;
  /** When its present turn on the panel began. */
  readonly turnAt: number;
};

/** What a screen has announced, announces now and has still to announce. */
export type Announcer = {
  /** The calls that must not be announced (again), oldest first: what a reload has to remember. */
  readonly known: readonly string[];
  readonly pending: readonly ShownCall[];
  /** At most two, in the order of their places. */
  readonly panel: readonly CalledPatient[];
  /** Called, not there yet, and waiting for another turn on the panel. */
  readonly resting: readonly CalledPatient[];
  readonly last: { readonly call: ShownCall; readonly at: number } | null;
};

export function newAnnouncer(known: readonly string[]): Announcer {
  return { known, pending: [], panel: [], resting: [], last: null };
}

/** Tells one call from all others, also when a restored server counts from a lower number again. */
export function callKey(call: ShownCall): string {
  return `${call.callNumber}@${call.calledAt}`;
}

/** Takes in a snapshot. Seeing the same one again, or missing some in between, changes nothing. */
export function see(
  announcer: Announcer,
  snapshot: { readonly calls: readonly ShownCall[]; readonly sentAt: EpochMs },
  now: number,
): Announcer {
  const seen = new Map(snapshot.calls.map((call) => [callKey(call), call]));
  // A call that has left the list was taken back: it is treated like one that is no longer open.
  const asSeen = (call: ShownCall): ShownCall =>
    seen.get(callKey(call)) ?? { ...call, isOpen: false };
  const withNews = (patient: CalledPatient): CalledPatient => ({
    ...patient,
    call: asSeen(patient.call),
  });

  const handled = new Set([...announcer.known, ...announcer.pending.map(callKey)]);
  const unseen = snapshot.calls.filter((call) => !handled.has(callKey(call)));
  const isDue = (call: ShownCall): boolean => snapshot.sentAt - call.calledAt <= ANNOUNCE_WITHIN_MS;
  const next: Announcer = {
    ...announcer,
    known: remember(
      announcer.known,
      unseen.filter((call) => !isDue(call)),
    ),
    pending: [...announcer.pending.map(asSeen), ...unseen.filter(isDue)],
    panel: announcer.panel.map(withNews),
    resting: announcer.resting.map(withNews),
  };
  return { ...next, resting: [...next.resting, ...recovered(next, snapshot, now)] };
}

/** Calls that were announced before a reload (or closed by mistake) and are still waited for. */
function recovered(
  announcer: Announcer,
  snapshot: { readonly calls: readonly ShownCall[]; readonly sentAt: EpochMs },
  now: number,
): readonly CalledPatient[] {
  const known = new Set(announcer.known);
  const shown = new Set(
    [...announcer.panel, ...announcer.resting].map((patient) => callKey(patient.call)),
  );
  return snapshot.calls
    .filter((call) => call.isOpen && known.has(callKey(call)) && !shown.has(callKey(call)))
    .filter((call) => snapshot.sentAt - call.calledAt < LONGEST_ON_PANEL_MS)
    .filter((call) => newestOf(call.ticket, snapshot.calls) === call)
    .map((call) => {
      const announcedAt = now - Math.max(0, snapshot.sentAt - call.calledAt);
      return { call, announcedAt, turnAt: announcedAt };
    });
}

/** Lets time pass: who leaves the panel, who takes their place, and which call is announced now. */
export function advance(
  announcer: Announcer,
  now: number,
): { readonly announcer: Announcer; readonly announced: ShownCall | null } {
  const current: Announcer = {
    ...announcer,
    panel: announcer.panel.filter(
      (patient) => !isTurnOver(patient, now) || isStillCalled(patient, now),
    ),
    resting: announcer.resting.filter((patient) => isStillCalled(patient, now)),
  };
  const [call] = current.pending;
  if (call === undefined) return { announcer: takeTurns(current, now), announced: null };
  if (current.last !== null && now < current.last.at + BETWEEN_ANNOUNCEMENTS_MS) {
    return { announcer: current, announced: null };
  }
  const placed = place(current, { call, announcedAt: now, turnAt: now });
  if (placed === null) return { announcer: current, announced: null };
  return {
    announcer: {
      ...placed,
      known: remember(placed.known, [call]),
      pending: placed.pending.slice(1),
      last: { call, at: now },
    },
    announced: call,
  };
}

/** When `advance` would next change something, or null while only news can. */
export function nextStepAt(announcer: Announcer, now: number): number | null {
  const { panel, resting, pending, last } = announcer;
  const steps = [
    ...panel.map((patient) => patient.turnAt + TURN_MS),
    ...[...panel, ...resting].map((patient) => patient.announcedAt + LONGEST_ON_PANEL_MS),
    ...(pending.length > 0 && last !== null ? [last.at + BETWEEN_ANNOUNCEMENTS_MS] : []),
  ].filter((at) => at > now);
  return steps.length === 0 ? null : Math.min(...steps);
}

/** Earlier calls for the list, newest first, one per ticket: those told and not on the panel. */
export function earlierCalls(
  announcer: Announcer,
  calls: readonly ShownCall[],
): readonly ShownCall[] {
  const untold = new Set(announcer.pending.map(callKey));
  const told = calls.filter((call) => !untold.has(callKey(call)));
  const onPanel = new Set(announcer.panel.map((patient) => patient.call.ticket));
  return told
    .filter((call) => !onPanel.has(call.ticket) && newestOf(call.ticket, told) === call)
    .toReversed();
}

function takeTurns(announcer: Announcer, now: number): Announcer {
  const [next] = announcer.resting;
  if (next === undefined) return announcer;
  const rest = { ...announcer, resting: announcer.resting.slice(1) };
  const placed = place(rest, { ...next, turnAt: now });
  return placed === null ? announcer : takeTurns(placed, now);
}

/** Puts a patient on the panel when there is a place, or one whose turn is over; else null. */
function place(announcer: Announcer, patient: CalledPatient): Announcer | null {
  const { ticket } = patient.call;
  const resting = announcer.resting.filter((other) => other.call.ticket !== ticket);
  const sameTicket = announcer.panel.findIndex((other) => other.call.ticket === ticket);
  if (sameTicket !== -1) {
    return { ...announcer, resting, panel: announcer.panel.with(sameTicket, patient) };
  }
  if (announcer.panel.length < PLACES) {
    return { ...announcer, resting, panel: [...announcer.panel, patient] };
  }
  const longest = announcer.panel.reduce((a, b) => (b.turnAt < a.turnAt ? b : a));
  if (!isTurnOver(longest, patient.turnAt)) return null;
  return {
    ...announcer,
    resting: [...resting, longest],
    panel: announcer.panel.with(announcer.panel.indexOf(longest), patient),
  };
}

function isTurnOver(patient: CalledPatient, now: number): boolean {
  return now >= patient.turnAt + TURN_MS;
}

function isStillCalled(patient: CalledPatient, now: number): boolean {
  return patient.call.isOpen && now < patient.announcedAt + LONGEST_ON_PANEL_MS;
}

function newestOf(ticket: string, calls: readonly ShownCall[]): ShownCall | undefined {
  return calls.findLast((call) => call.ticket === ticket);
}

function remember(known: readonly string[], calls: readonly ShownCall[]): readonly string[] {
  return calls.length === 0 ? known : [...known, ...calls.map(callKey)].slice(-REMEMBERED_CALLS);
}
