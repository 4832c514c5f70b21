import type { EpochMs } from '../time.ts';
import { MINUTE_MS } from '../time.ts';
import { lawAt } from './learn/law-at.ts';
import { learnDay } from './learn/learn-day.ts';
import { coldModel, maxOvertakesOf, type WaitModel } from './learn/wait-model.ts';
import { pitOf } from './learn/pit-of.ts';
import { RecordedDay } from './recorded/recorded-day.ts';
import type { RecordedEvent, RecordedSettings } from './recorded/recorded-event.ts';
import { DEFAULT_SETTINGS, dayNumberOf } from './recorded/recorded-settings.ts';
import type { WaitEstimates } from './wait-estimate.ts';
import type { WaitLaw } from './wait-law.ts';
import type { WaitScene } from './wait-scene.ts';

export type WaitLearnerParts = {
  /** The predictor, or one like it: what it says at each check-in is what errors are learned from. */
  readonly estimate: (scene: WaitScene, law: WaitLaw) => WaitEstimates;
  /** What was learned before; without it, nothing. */
  readonly model?: WaitModel;
  /** Until the log says otherwise. */
  readonly settings?: RecordedSettings;
};

/** Its multiples spread evenly between whole numbers, however many there are. */
const GOLDEN_RATIO = 0.618_033_988_749_895;

type AtCheckIn = {
  readonly at: EpochMs;
  readonly quantiles: readonly number[];
  readonly readLevels: readonly number[] | null;
};

type Known = { readonly now: EpochMs; law: WaitLaw | null; estimates: WaitEstimates | null };

/**
 * Reads a clinic's log event by event: keeps the day, and when a later one begins, learns the finished
 * one. What it says at any instant rests on the events so far and on nothing else, and the same log
 * leads to the same model.
 */
export class WaitLearner {
  readonly #estimate: WaitLearnerParts['estimate'];
  #model: WaitModel;
  #settings: RecordedSettings;
  #day: RecordedDay | null = null;
  #dayEvents = 0;
  #atCheckIn = new Map<string, AtCheckIn>();
  #known: Known | null = null;
  #oddities = 0;

  constructor({ estimate, model = coldModel(), settings = DEFAULT_SETTINGS }: WaitLearnerParts) {
    this.#estimate = estimate;
    this.#model = model;
    this.#settings = settings;
  }

  /** Of all days that are over. */
  get model(): WaitModel {
    return this.#model;
  }

  /** The day that is being recorded; null before the first event. */
  get day(): RecordedDay | null {
    return this.#day;
  }

  /** How many events so far did not fit with those before them. */
  get oddities(): number {
    return this.#oddities + (this.#day?.oddities ?? 0);
  }

  /** In time order. */
  take(event: RecordedEvent): void {
    const day = this.#dayOf(event.at, event.utcOffsetMinutes);
    this.#known = null;
    this.#dayEvents += 1;
    day.take(event);
    if (event.type === 'checked-in') this.#noteEstimate(day, event.visit, event.at);
  }

  /**
   * Lets the calendar pass without an event: at midnight everybody of the day before is gone. Only turns
   * forward, and does what the next event would do.
   */
  turnTo(at: EpochMs, utcOffsetMinutes: number): void {
    this.#dayOf(at, utcOffsetMinutes);
  }

  /** What holds at `now`; null before the first event. `now` is not before the last event. */
  law(now: EpochMs): WaitLaw | null {
    if (!this.#day) return null;
    const known = this.#knownAt(now);
    known.law ??= lawAt(this.#model, this.#day.record(), now);
    return known.law;
  }

  /** The clinic at `now`; null before the first event. */
  scene(now: EpochMs): WaitScene | null {
    return this.#day?.scene(now) ?? null;
  }

  /** Everybody's wait at `now`, by the id of their queue entry. */
  estimates(now: EpochMs): WaitEstimates {
    const known = this.#knownAt(now);
    known.estimates ??= this.#estimateAll(now);
    return known.estimates;
  }

  #estimateAll(now: EpochMs): WaitEstimates {
    const scene = this.scene(now);
    // Nobody waits for most of a day's bookings, and for much of its night.
    if (!scene?.entries.some(({ status }) => status === 'waiting' || status === 'held')) {
      return new Map();
    }
    const law = this.law(now);
    return law ? this.#estimate(scene, law) : new Map();
  }

  #knownAt(now: EpochMs): Known {
    if (this.#known?.now !== now) this.#known = { now, law: null, estimates: null };
    return this.#known;
  }

  #dayOf(at: EpochMs, utcOffsetMinutes: number): RecordedDay {
    const dayNumber = dayNumberOf(at, utcOffsetMinutes);
    const before = this.#day;
    if (before && dayNumber <= before.dayNumber) return before;
    if (before) this.#learn(before);
    const settings = before?.settings ?? this.#settings;
    const maxOvertakes = maxOvertakesOf(this.#model, settings);
    const day = new RecordedDay({ dayNumber, utcOffsetMinutes, settings, maxOvertakes, before });
    this.#day = day;
    this.#dayEvents = 0;
    this.#atCheckIn = new Map();
    this.#known = null;
    return day;
  }

  #learn(day: RecordedDay): void {
    this.#oddities += day.oddities;
    if (this.#dayEvents === 0) return;
    this.#model = learnDay(this.#model, day.record(), { pits: this.#pitsOf(day) });
  }

  #pitsOf(day: RecordedDay): readonly number[] {
    return Array.from(this.#atCheckIn).flatMap(
      ([entryId, { at, quantiles, readLevels }], index) => {
        const calledAt = day.firstCalledAt(entryId);
        if (calledAt === null) return [];
        const place = (index * GOLDEN_RATIO) % 1;
        return [pitOf(quantiles, (calledAt - at) / MINUTE_MS, { readLevels, place })];
      },
    );
  }

  /** Of each entry the first: later ones only change its place. */
  #noteEstimate(day: RecordedDay, visitId: string, at: EpochMs): void {
    const entryId = day.latestLegOf(visitId)?.entryId;
    if (entryId === undefined || this.#atCheckIn.has(entryId)) return;
    const estimate = this.estimates(at).get(entryId);
    if (estimate?.kind !== 'known') return;
    const readLevels = this.law(at)?.readLevels ?? null;
    this.#atCheckIn.set(entryId, { at, quantiles: estimate.quantiles, readLevels });
  }
}
