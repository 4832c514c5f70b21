import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { DayRecord, LegRecord } from '../recorded/day-record.ts';
import type { RecordedSettings } from '../recorded/recorded-event.ts';
import type { WaitLaw } from '../wait-law.ts';
import { type BookingMemory, noShowShares, punctualitySample } from './bookings.ts';
import { comingAt } from './coming-stations.ts';
import { withProviders } from './day-providers.ts';
import { fitMinutes, type MinutesFit } from './fit-minutes.ts';
import { leavePerMinute, missedFinishShare, onwardLaw, outOfTurnShare } from './flow.ts';
import { keepingLast, steadyList } from './kept.ts';
import { type KindOfDay, KindReader, kindsToday } from './kinds-today.ts';
import { learnAllButMinutes } from './learn-day.ts';
import { addVisits, NO_MINUTES } from './minutes-memory.ts';
import { idlePaces, pacesAt } from './paces-today.ts';
import { plausibleVisits } from './plausible-visits.ts';
import { readLevels } from './read-levels.ts';
import { backAt, BreakReader } from './rest-laws.ts';
import { turnoverSample } from './turnover.ts';
import { isSameVisit, legsOfSeenVisits, type SeenVisit } from './visits-seen.ts';
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

type OfRecord = {
  readonly day: DayRecord;
  readonly fit: MinutesFit;
  readonly kinds: WaitLaw['kinds'];
};

/** Makes a law in stages, and each of them anew only when something that it depends on has changed. */
class LawReader {
  readonly #model: WaitModel;
  readonly #known: MinutesFit;
  readonly #readLevels: readonly number[] | null;
  readonly #steadyLegs = steadyList<LegRecord>();
  readonly #steadyVisits = steadyList<SeenVisit>(isSameVisit);
  readonly #steadyKinds = steadyList<KindOfDay>();
  readonly #kindReader = new KindReader();
  readonly #breaks = new BreakReader();
  readonly #idlePace = idlePaces();

  constructor(model: WaitModel) {
    this.#model = model;
    this.#known = fitMinutes(model.minutes, NO_MINUTES);
    this.#readLevels = readLevels(model.pits);
  }

  at(record: DayRecord, now: EpochMs): WaitLaw {
    const { day, fit, kinds } = this.#ofRecord(record);
    const model = this.#modelAt(record, now);
    const coming = comingAt(model.openings, day, now);
    const stations = [...day.stations, ...coming];
    const missed = missedFinishShare(model.flow);
    return {
      ...this.#samplesOf(model),
      kinds,
      pace: pacesAt({ record: day, stations, fit, kinds, missed, idlePace: this.#idlePace }, now),
      back: backAt(model.rests, day, now),
      breaks: this.#breaks.at(model.rests, { record: day, coming }, now),
      coming,
      noShow: this.#noShowOf(model.bookings, kinds),
      walkIns: walkInLaw(model.walkIns, day, now),
      outOfTurnShare: outOfTurnShare(model.flow, day.settings),
      readLevels: this.#readLevels,
    };
  }

  readonly #ofRecord = keepingLast((record: DayRecord): OfRecord => {
    const { settings } = record;
    const day = withProviders(record);
    const legs = this.#steadyLegs(legsOfSeenVisits(record.legs));
    const fit = this.#fitOf(this.#steadyVisits(this.#visitsOf(legs, settings)));
    const kindsHere = this.#steadyKinds(this.#kindReader.of(day, this.#model));
    return { day, fit, kinds: this.#kindsOf(kindsHere, settings, fit) };
  });

  readonly #visitsOf = keepingLast((legs: readonly LegRecord[], settings: RecordedSettings) =>
    plausibleVisits(this.#model, { legs, settings }, this.#known),
  );

  readonly #fitOf = keepingLast((visits: readonly SeenVisit[]) =>
    fitMinutes(this.#model.minutes, addVisits(NO_MINUTES, visits, NOT_FADING)),
  );

  readonly #kindsOf = keepingLast(kindsToday);

  readonly #noShowOf = keepingLast((memory: BookingMemory, kinds: WaitLaw['kinds']) =>
    noShowShares(memory, kinds.keys()),
  );

  #modelAt(record: DayRecord, now: EpochMs): WaitModel {
    if (this.#model.dayCount >= LIVE_DAYS) return this.#model;
    return this.#liveModel(record, Math.floor(now / LIVE_STEP_MS) * LIVE_STEP_MS);
  }

  readonly #liveModel = keepingLast((record: DayRecord, untilAt: EpochMs) =>
    learnAllButMinutes(this.#model, withProviders(record), { fade: 1, untilAt }),
  );

  readonly #samplesOf = keepingLast((model: WaitModel) => ({
    turnoverMinutes: turnoverSample(model.turnover),
    punctuality: punctualitySample(model.bookings),
    leavePerMinute: leavePerMinute(model.flow),
    onward: onwardLaw(model.flow),
    missedFinishShare: missedFinishShare(model.flow),
  }));
}
