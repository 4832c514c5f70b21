import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { nextTry } from './back-off.ts';

// Chromium's code for a load that was called off because another one took its place.
const ERR_ABORTED = -3;
// The machine slept, or its clock was set: nobody could have given a sign of life in that time.
const LEAP_MS = MINUTE_MS;

export type HealthEvent =
  | {
      readonly kind:
        | 'load-started'
        | 'loaded'
        | 'beat'
        | 'unresponsive'
        | 'responsive'
        | 'gone'
        | 'time-passed';
    }
  /** `errorCode` is Chromium's, such as -2 for ERR_FAILED. */
  | { readonly kind: 'load-failed'; readonly errorCode: number };

export type HealthAction =
  | { readonly kind: 'none' }
  /** End the page's process; that it is gone is reported as an event. */
  | { readonly kind: 'kill' }
  | { readonly kind: 'load'; readonly afterMs: number }
  | { readonly kind: 'give-up' };

export type HealthLimits = {
  readonly silentAfterMs: number;
  /** How long a page may be unresponsive before it is ended. */
  readonly hangGraceMs: number;
};

type Phase =
  | { readonly kind: 'running'; readonly aliveAt: EpochMs; readonly hungAt: EpochMs | null }
  /** Ended by us; `afterMs` is the wait before it is loaded again. */
  | { readonly kind: 'killed'; readonly killedAt: EpochMs; readonly afterMs: number }
  /** Somebody has been asked to load it at `dueAt`. */
  | { readonly kind: 'waiting'; readonly dueAt: EpochMs }
  | { readonly kind: 'given-up' };

export type WindowHealth = {
  readonly phase: Phase;
  readonly lastBeatAt: EpochMs | null;
  /** Times the window was brought back. */
  readonly recoveries: number;
  readonly failures: readonly EpochMs[];
  /** The instant of the newest event, whatever it was. */
  readonly seenAt: EpochMs;
};

export type HealthStep = { readonly health: WindowHealth; readonly action: HealthAction };

const NOTHING: HealthAction = { kind: 'none' };

/** A window that is about to load its page. */
export function newHealth(now: EpochMs): WindowHealth {
  return {
    phase: { kind: 'running', aliveAt: now, hungAt: null },
    lastBeatAt: null,
    recoveries: 0,
    failures: [],
    seenAt: now,
  };
}

/**
 * What an event means for a window, and what to do about it. `time-passed` has to come about every
 * second, at least every minute: a longer gap counts as time in which nothing could happen.
 */
export function nextHealth(
  before: WindowHealth,
  event: HealthEvent,
  now: EpochMs,
  limits: HealthLimits,
): HealthStep {
  const health = { ...withoutLeap(before, now), seenAt: now };
  if (health.phase.kind === 'given-up') return { health, action: NOTHING };
  switch (event.kind) {
    case 'load-started':
      return running(health, { aliveAt: now, hungAt: null });
    case 'gone':
      return afterGone(health, now);
    case 'load-failed':
      if (event.errorCode === ERR_ABORTED) return { health, action: NOTHING };
      return health.phase.kind === 'running' ? failed(health, now) : { health, action: NOTHING };
    case 'time-passed':
      return afterTime(health, now, limits);
    case 'loaded':
    case 'beat':
    case 'unresponsive':
    case 'responsive':
      return afterSign(health, event.kind, now);
  }
}

function afterSign(
  health: WindowHealth,
  sign: 'loaded' | 'beat' | 'unresponsive' | 'responsive',
  now: EpochMs,
): HealthStep {
  const { phase } = health;
  // The last words of a page that is already being replaced.
  if (phase.kind !== 'running') return { health, action: NOTHING };
  switch (sign) {
    case 'loaded':
      return running(health, { ...phase, aliveAt: now });
    case 'beat':
      return running({ ...health, lastBeatAt: now }, { ...phase, aliveAt: now });
    case 'unresponsive':
      return running(health, { ...phase, hungAt: phase.hungAt ?? now });
    case 'responsive':
      return running(health, { ...phase, hungAt: null });
  }
}

function afterGone(health: WindowHealth, now: EpochMs): HealthStep {
  switch (health.phase.kind) {
    case 'running':
      return failed(health, now);
    case 'killed':
      return load(health, health.phase.afterMs, now);
    case 'waiting':
    case 'given-up':
      return { health, action: NOTHING };
  }
}

function afterTime(health: WindowHealth, now: EpochMs, limits: HealthLimits): HealthStep {
  const { phase } = health;
  switch (phase.kind) {
    case 'running': {
      const isHung = phase.hungAt !== null && now - phase.hungAt >= limits.hangGraceMs;
      const isSilent = now - phase.aliveAt >= limits.silentAfterMs;
      return isHung || isSilent ? kill(health, now) : { health, action: NOTHING };
    }
    case 'killed':
      return now - phase.killedAt >= limits.silentAfterMs
        ? kill(health, now)
        : { health, action: NOTHING };
    case 'waiting':
      return now - phase.dueAt >= limits.silentAfterMs
        ? failed(health, now)
        : { health, action: NOTHING };
    case 'given-up':
      return { health, action: NOTHING };
  }
}

function running(health: WindowHealth, about: Omit<Extract<Phase, { kind: 'running' }>, 'kind'>) {
  return { health: { ...health, phase: { kind: 'running' as const, ...about } }, action: NOTHING };
}

// The failure is counted here and not when the process is gone, so that one which cannot be ended
// also comes to its limit.
function kill(health: WindowHealth, now: EpochMs): HealthStep {
  const next = nextTry(health.failures, now);
  if (next.kind === 'give-up') return giveUp(health);
  const phase: Phase = { kind: 'killed', killedAt: now, afterMs: next.afterMs };
  return { health: { ...health, phase, failures: next.failures }, action: { kind: 'kill' } };
}

function failed(health: WindowHealth, now: EpochMs): HealthStep {
  const next = nextTry(health.failures, now);
  if (next.kind === 'give-up') return giveUp(health);
  return load({ ...health, failures: next.failures }, next.afterMs, now);
}

function load(health: WindowHealth, afterMs: number, now: EpochMs): HealthStep {
  return {
    health: {
      ...health,
      phase: { kind: 'waiting', dueAt: now + afterMs },
      recoveries: health.recoveries + 1,
    },
    action: { kind: 'load', afterMs },
  };
}

function giveUp(health: WindowHealth): HealthStep {
  return { health: { ...health, phase: { kind: 'given-up' } }, action: { kind: 'give-up' } };
}

/** The same health as if no time had passed, when the clock jumped either way. */
function withoutLeap(health: WindowHealth, now: EpochMs): WindowHealth {
  const passedMs = now - health.seenAt;
  if (passedMs >= 0 && passedMs <= LEAP_MS) return health;
  return {
    ...health,
    phase: movedPhase(health.phase, passedMs),
    lastBeatAt: health.lastBeatAt === null ? null : health.lastBeatAt + passedMs,
    failures: health.failures.map((at) => at + passedMs),
  };
}

function movedPhase(phase: Phase, byMs: number): Phase {
  switch (phase.kind) {
    case 'running': {
      const hungAt = phase.hungAt === null ? null : phase.hungAt + byMs;
      return { ...phase, aliveAt: phase.aliveAt + byMs, hungAt };
    }
    case 'killed':
      return { ...phase, killedAt: phase.killedAt + byMs };
    case 'waiting':
      return { ...phase, dueAt: phase.dueAt + byMs };
    case 'given-up':
      return phase;
  }
}
