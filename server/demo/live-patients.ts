import { randomUUID } from 'node:crypto';
import type { CommandInput, Need } from '../../shared/contract/commands.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { Chance } from './chance.ts';
import {
  type Act,
  EXIT,
  fateOf,
  isJustNow,
  KIOSK,
  type LiveView,
  shareOfTime,
  STAFF,
} from './live-view.ts';
import { SERVICE_WEIGHTS } from './roster.ts';

const ARRIVAL_EVERY_MS = 75 * SECOND_MS;
/** While almost nobody waits, people come faster, so that a new clinic is soon a lively one. */
const FIRST_ARRIVALS_EVERY_MS = 20 * SECOND_MS;
const FEW_WAITING = 6;
/** A little under 15, because some come back from another service. */
const MOST_WAITING = 13;
const MOST_WAITING_FOR: Readonly<Record<string, number>> = {
  doctor: 6,
  nurse: 4,
  'blood-test': 3,
  'x-ray': 2,
};
const MOST_WAITING_FOR_ONE_DOCTOR = 2;
const COMES_EARLY_MS = 30 * MINUTE_MS;
const COMES_LATE_MS = 12 * MINUTE_MS;
const BOOKED_SHARE = 0.8;

const LANGUAGES = [
  ['en', 72],
  ['es', 17],
  ['ar', 11],
] as const;
const NEEDS: readonly [Need, ...Need[]] = ['interpreter', 'hearing', 'moving', 'quiet'];
const NEEDS_SHARE = 0.15;

const HELP_EVERY_MS = 12 * MINUTE_MS;
const HELP_SCREENS = ['birthdate', 'name', 'not-found', 'welcome'] as const;

const FACE_SHARE = 0.5;
const FACE_AFTER_MS = 60 * SECOND_MS;
const SCORES = [
  [4, 52],
  [3, 34],
  [2, 10],
  [1, 4],
] as const;
const FOLLOW_UP_SHARE = 0.45;
const TALK_SHARE = 0.25;

/** What simulated patients do now: come, ask for help, and touch a face on the way out. */
export function planPatients(view: LiveView, chance: Chance): readonly Act[] {
  return [...arrive(view, chance), ...askForHelp(view, chance), ...leave(view, chance)];
}

function arrive(view: LiveView, chance: Chance): readonly Act[] {
  const waiting = view.entries.filter((entry) => entry.status === 'waiting');
  const held = view.entries.filter((entry) => entry.status === 'held');
  if (waiting.length + held.length >= MOST_WAITING) return [];
  const everyMs = waiting.length < FEW_WAITING ? FIRST_ARRIVALS_EVERY_MS : ARRIVAL_EVERY_MS;
  if (!chance.isLucky(shareOfTime(view, everyMs))) return [];
  const services = SERVICE_WEIGHTS.filter(([serviceId]) => hasRoom(serviceId, waiting));
  if (services.length === 0) return [];
  const serviceId = chance.weighted<string>(services);
  const booked = chance.isLucky(BOOKED_SHARE) ? nextBooked(serviceId, waiting, view) : null;
  const needs = chance.isLucky(NEEDS_SHARE) ? [chance.oneOf(NEEDS)] : [];
  if (booked) {
    const input = { appointmentId: booked.id, needs };
    return [{ name: 'check-in:by-desk', as: STAFF, input }];
  }
  const service = view.file.services.find((item) => item.id === serviceId);
  const as = service?.acceptsWalkIns === true ? KIOSK : STAFF;
  const input = { serviceId, needs, language: chance.weighted(LANGUAGES) };
  return [{ name: 'check-in:take-number', as, input }];
}

function hasRoom(serviceId: string, waiting: readonly QueueEntry[]): boolean {
  const count = waiting.filter((entry) => entry.serviceId === serviceId).length;
  return count < (MOST_WAITING_FOR[serviceId] ?? 0);
}

function nextBooked(serviceId: string, waiting: readonly QueueEntry[], view: LiveView) {
  return view.expected.find(
    (appointment) =>
      appointment.serviceId === serviceId &&
      appointment.startAt > view.now - COMES_LATE_MS &&
      appointment.startAt < view.now + COMES_EARLY_MS &&
      waiting.filter(
        (entry) => entry.providerId !== null && entry.providerId === appointment.providerId,
      ).length < MOST_WAITING_FOR_ONE_DOCTOR,
  );
}

function askForHelp(view: LiveView, chance: Chance): readonly Act[] {
  const isWaiting = view.help.some((request) => request.deviceId === KIOSK.id);
  if (isWaiting || !chance.isLucky(shareOfTime(view, HELP_EVERY_MS))) return [];
  const input = { screen: chance.oneOf(HELP_SCREENS), language: chance.weighted(LANGUAGES) };
  return [{ name: 'help:call', as: KIOSK, input }];
}

function leave(view: LiveView, chance: Chance): readonly Act[] {
  return view.entries
    .filter(
      (entry) =>
        entry.status === 'done' &&
        entry.endedAt !== null &&
        view.simulated.has(entry.id) &&
        fateOf(entry, 'face') < FACE_SHARE &&
        isJustNow(view, entry.endedAt, FACE_AFTER_MS * (0.6 + fateOf(entry, 'way out'))),
    )
    .flatMap(() => touchFace(view, chance));
}

function touchFace(view: LiveView, chance: Chance): readonly Act[] {
  const answerId = randomUUID();
  const score = chance.weighted(SCORES);
  const language = chance.weighted(LANGUAGES);
  const face: Omit<CommandInput<'feedback:face'>, 'commandId'> = {
    answerId,
    score,
    touchedAt: view.now,
    language,
    happySide: language === 'ar' ? 'right' : 'left',
    recentTouches: 1,
    sinceLastTouchMs: null,
  };
  const acts: Act[] = [{ name: 'feedback:face', as: EXIT, input: face }];
  if (chance.isLucky(FOLLOW_UP_SHARE)) {
    const reasonIds = [reasonFor(score, view, chance)];
    acts.push({ name: 'feedback:follow-up', as: EXIT, input: { answerId, reasonIds, words: '' } });
  }
  if (score < 3 && chance.isLucky(TALK_SHARE)) {
    acts.push({ name: 'feedback:talk', as: EXIT, input: { answerId, language } });
  }
  return acts;
}

function reasonFor(score: number, { file }: LiveView, chance: Chance): string {
  const { betterReasons, thanksReasons } = file.feedback;
  const reasons = score >= 3 ? thanksReasons : betterReasons;
  return chance.shuffled(reasons)[0]?.id ?? '';
}
