import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { DayRecord } from '../day-record.ts';
import type { WaitLaw } from '../wait-law.ts';
import { noShowShares, punctualitySample } from './bookings.ts';
import { comingAt } from './coming-stations.ts';
import { withProviders } from './day-providers.ts';
import { fitMinutes, type MinutesFit } from './fit-minutes.ts';
import { leavePerMinute, missedFinishShare, onwardLaw, outOfTurnShare } from './flow.ts';
import { kindsToday } from './kinds-today.ts';
import { learnAllButMinutes } from './learn-day.ts';
import { addVisits, NO_MINUTES } from './minutes-memory.ts';
import { pacesAt } from './paces-today.ts';
import { plausibleVisits } from './plausible-visits.ts';
import { readLevels } from './read-levels.ts';
import { backAt, breaksAt } from './rest-laws.ts';
import { turnoverSample } from './turnover.ts';
import type { SeenVisit } from './visits-seen.ts';
import type { WaitModel } from './wait-model.ts';
import { walkInLaw } from './walk-ins.ts';

/** Until so many days are known, the day so far is learned from in everything, not in minutes alone. */
const LIVE_DAYS = 5;
/** How often what depends on the passing time is looked at again in these days. */
const LIVE_STEP_MS = 5 * MINUTE_MS;

const NOT_FADING = { worked: new Set<string>(), fade: 1, others: 1 };

/** Readers by what they read, so that one is made anew only when another day has been learned. */
const readers = new WeakMap<WaitModel, LawReader>();

/**
 * What was learned, as it holds at `now` on the day that `record` tells of so far; `now` is not before
 * the last of its events. Depends on nothing but its arguments. Cheap for the same record at another
 * instant, and for records that are not changed once made: what does not change is kept.
 */
export function lawAt(model: WaitModel, record: DayRecord, now: EpochMs): WaitLaw {
  const reader = readers.get(model) ?? new LawReader(model);
  readers.set(model, reader);
  return reader.at(record, now);
}

type Stage<Key, Value> = { readonly key: Key; readonly value: Value };
type Samples = Pick<
  WaitLaw,
  'turnoverMinutes' | 'punctuality' | 'leavePerMinute' | 'onward' | 'missedFinishShare'
>;
type OfRecord = {
  readonly day: DayRecord;
  readonly fit: MinutesFit;
  readonly kinds: WaitLaw['kinds'];
};

/** Keeps the last of each of the stages that a law is made in; each depends on its key alone. */
class LawReader {
  readonly #model: WaitModel;
  readonly #known: MinutesFit;
  readonly #readLevels: readonly number[] | null;
  #live: Stage<{ readonly record: DayRecord; readonly untilAt: EpochMs }, WaitModel> | null = null;
  #samples: Stage<WaitModel, Samples> | null = null;
  #fit: Stage<readonly SeenVisit[], MinutesFit> | null = null;
  #ofRecord: Stage<DayRecord, OfRecord> | null = null;

  constructor(model: WaitModel) {
    this.#model = model;
    this.#known = fitMinutes(model.minutes, NO_MINUTES);
    this.#readLevels = readLevels(model.pits);
  }

  at(record: DayRecord, now: EpochMs): WaitLaw {
    const { day, fit, kinds } = this.#read(record);
    const model = this.#liveModel(record, now);
    const coming = comingAt(model.openings, day, now);
    const stations = [...day.stations, ...coming];
    return {
      ...this.#samplesOf(model),
      kinds,
      pace: pacesAt(
        { record: day, stations, fit, kinds, missed: missedFinishShare(model.flow) },
        now,
      ),
      back: backAt(model.rests, day, now),
      breaks: breaksAt(model.rests, { record: day, coming }, now),
      coming,
      noShow: noShowShares(model.bookings, kinds.keys()),
      walkIns: walkInLaw(model.walkIns, day, now),
      outOfTurnShare: outOfTurnShare(model.flow, day.settings),
      readLevels: this.#readLevels,
    };
  }

  #read(record: DayRecord): OfRecord {
    if (this.#ofRecord?.key !== record) {
      const day = withProviders(record);
      const fit = this.#fitOf(plausibleVisits(this.#model, day, this.#known));
      this.#ofRecord = {
        key: record,
        value: { day, fit, kinds: kindsToday(day, this.#model, fit) },
      };
    }
    return this.#ofRecord.value;
  }

  #fitOf(visits: readonly SeenVisit[]): MinutesFit {
    if (!this.#fit || !areSame(this.#fit.key, visits)) {
      const today = addVisits(NO_MINUTES, visits, NOT_FADING);
      this.#fit = { key: visits, value: fitMinutes(this.#model.minutes, today) };
    }
    return this.#fit.value;
  }

  #liveModel(record: DayRecord, now: EpochMs): WaitModel {
    if (this.#model.dayCount >= LIVE_DAYS) return this.#model;
    const untilAt = Math.floor(now / LIVE_STEP_MS) * LIVE_STEP_MS;
    const last = this.#live;
    if (last?.key.record === record && last.key.untilAt === untilAt) return last.value;
    const day = withProviders(record);
    const value = learnAllButMinutes(this.#model, day, { fade: 1, untilAt });
    this.#live = { key: { record, untilAt }, value };
    return value;
  }

  #samplesOf(model: WaitModel): Samples {
    if (this.#samples?.key !== model) {
      const value = {
        turnoverMinutes: turnoverSample(model.turnover),
        punctuality: punctualitySample(model.bookings),
        leavePerMinute: leavePerMinute(model.flow),
        onward: onwardLaw(model.flow),
        missedFinishShare: missedFinishShare(model.flow),
      };
      this.#samples = { key: model, value };
    }
    return this.#samples.value;
  }
}

function areSame(a: readonly SeenVisit[], b: readonly SeenVisit[]): boolean {
  return (
    a.length === b.length &&
    a.every((visit, index) => {
      const other = b[index];
      return (
        visit.kind === other?.kind &&
        visit.performer === other.performer &&
        visit.minutes === other.minutes &&
        visit.plannedMinutes === other.plannedMinutes
      );
    })
  );
}
