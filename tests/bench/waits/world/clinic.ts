import type { ClinicLaw, Kind, StationLaw, WalkInKind } from './clinic-law.ts';
import { bookedWithin, hourlyWalkIns } from './clinic-load.ts';
import { lnMinutesOf, mixOf, type NormalMix } from './normal-law.ts';
import { between, type Random, randomFor } from './random.ts';
import type { Scenario } from './simulated-day.ts';

const SERVICES = [
  { id: 'consultation', minutes: 20 },
  { id: 'acute', minutes: 20 },
  { id: 'quick', minutes: 10 },
  { id: 'blood-test', minutes: 10 },
] as const;
const CONSULTATION = 0;
const ACUTE = 1;
const QUICK = 2;
const BLOOD_TEST = 3;

const OPENS_AT = 8.5 * 60;
const CLOSES_AT = 17 * 60;
const UTC_OFFSETS = [0, 60, -300, 330] as const;
const AWAY_SHARE = 0.008;
const URGENT = 2;

/** Draws a clinic as in section 5.1 of the study of wait predictors, and what its scenario changes. */
export function clinicOf(scenario: Scenario, seed: number): ClinicLaw {
  const random = randomFor(seed, 'clinic');
  const lnPause = pauseLaw(between(random, 0.85, 1.15));
  const kinds = kindsOf(random, scenario);
  const stations = stationsOf(kinds, random, scenario);
  const mix = walkInMix(kinds, random);
  const drawn: ClinicLaw = {
    utcOffsetMinutes: UTC_OFFSETS[seed % UTC_OFFSETS.length] ?? 0,
    services: scenario === 'legs' ? SERVICES : SERVICES.slice(0, BLOOD_TEST),
    settingsFactor: 1,
    stations,
    doorsAt: 8 * 60,
    closesAt: CLOSES_AT,
    paceDeviation: 0.1,
    lnLateStart: mixOf([
      { share: 0.5, law: lnMinutesOf(1.5, 0.6) },
      { share: 0.5, law: lnMinutesOf(14, 0.8) },
    ]),
    lnLunch: lnMinutesOf(between(random, 34, 42), 0.2),
    lunchDeviation: 6,
    lnPause,
    awayTappedShare: AWAY_SHARE / 2,
    lnAway: lnMinutesOf(35, 0.5),
    punctuality: [
      { share: 0.88, mean: -between(random, 9, 13), deviation: 9 },
      { share: 0.12, mean: 11, deviation: 8 },
    ],
    walkInsHourly: [],
    walkInMix: mix,
    leavePerMinute: Math.LN2 / 150,
    holdPerMinute: 0,
    lnHold: lnMinutesOf(8, 0.5),
    lateGraceMinutes: 10,
    walkInHandicapMinutes: 20,
    maxOvertakes: Infinity,
    outOfTurnShare: 0,
    missedFinishShare: 0,
  };
  const clinic = { ...drawn, stations: stations.map((station) => bookedWithin(drawn, station)) };
  // The fewer share the work, the further from its limit a clinic has to stay for waits like these.
  const mostLoad = Math.min(0.96, 0.87 + 0.015 * stations.length);
  const walkInsHourly = hourlyWalkIns(clinic, between(random, 0.86, mostLoad));
  return { ...clinic, walkInsHourly, ...changedBy(scenario, seed) };
}

/** The clinic once its providers' speeds have changed: some 30 % slower, the others 20 % faster. */
export function drifted(clinic: ClinicLaw, seed: number): ClinicLaw {
  const random = randomFor(seed, 'drift');
  const stations = clinic.stations.map((station) => ({
    ...station,
    lnSpeed: station.lnSpeed + Math.log(random.uniform() < 0.5 ? 1.3 : 0.8),
  }));
  return { ...clinic, stations };
}

function changedBy(scenario: Scenario, seed: number): Partial<ClinicLaw> {
  switch (scenario) {
    case 'messy':
      return { outOfTurnShare: 0.15, missedFinishShare: 0.2 };
    case 'wrong-settings':
      return { settingsFactor: seed % 2 === 0 ? 0.6 : 1.6 };
    case 'legs':
      return { holdPerMinute: 1 / 400 };
    case 'bound':
      return { maxOvertakes: 3 };
    case 'base':
    case 'tail':
    case 'drift':
    case 'cold':
      return {};
  }
}

type Kinds = Record<'followUp' | 'new' | 'acute' | 'quick' | 'bloodTest', Kind>;

function kindsOf(random: Random, scenario: Scenario): Kinds {
  const noShow = between(random, 0.05, 0.18);
  const lnMinutes = (mean: number, variation: number) => {
    const law = lnMinutesOf(mean * between(random, 0.85, 1.15), variation);
    return scenario === 'tail' ? withTail(law) : law;
  };
  const walkIn = { visitType: null, slotMinutes: null, noShowShare: 0, onward: null };
  const followUp = lnMinutes(14, 0.45);
  const first = lnMinutes(27, 0.5);
  const acute = { ...walkIn, service: ACUTE, lnMinutes: lnMinutes(16, 0.65) };
  const quick = { ...walkIn, service: QUICK, lnMinutes: lnMinutes(7, 0.8) };
  const bloodTest: Kind = {
    ...walkIn,
    service: BLOOD_TEST,
    slotMinutes: 10,
    lnMinutes: lnMinutes(6, 0.5),
    noShowShare: noShow,
  };
  const onward = scenario === 'legs' ? { kind: bloodTest, sooner: 0.15 } : null;
  const booked = { service: CONSULTATION, onward: onward && { ...onward, share: 0.3 } };
  return {
    followUp: {
      ...booked,
      visitType: 'follow-up',
      slotMinutes: 20,
      lnMinutes: followUp,
      noShowShare: noShow,
    },
    new: {
      ...booked,
      visitType: 'new',
      slotMinutes: 35,
      lnMinutes: first,
      noShowShare: noShow * between(random, 1, 1.28),
    },
    acute: { ...acute, onward: onward && { ...onward, share: 0.15 } },
    quick,
    bloodTest,
  };
}

/** Some visits run much longer than their kind would make one think. */
function withTail(law: NormalMix): NormalMix {
  const long = law.map((part) => ({ ...part, mean: part.mean + Math.log(2.4) }));
  return mixOf([
    { share: 0.92, law },
    { share: 0.08, law: long },
  ]);
}

function pauseLaw(turnoverFactor: number): NormalMix {
  const untapped = AWAY_SHARE / 2;
  const law = mixOf([
    { share: 0.91 - untapped, law: lnMinutesOf(2 * turnoverFactor, 0.6) },
    { share: 0.09, law: lnMinutesOf(9, 0.6) },
    { share: untapped, law: lnMinutesOf(35, 0.5) },
  ]);
  const whole = law.reduce((sum, part) => sum + part.share, 0);
  return law.map((part) => ({ ...part, share: part.share / whole }));
}

function stationsOf(kinds: Kinds, random: Random, scenario: Scenario): readonly StationLaw[] {
  const providers = 3 + Math.floor(random.uniform() * 4);
  const onlyWalkIns = providers >= 4 && random.uniform() < 0.4 ? providers - 1 : null;
  const newShare = between(random, 0.2, 0.4);
  const filledShare = between(random, 0.8, 0.95);
  const rooms = Array.from({ length: providers }, (_, index): StationLaw => {
    const isBooked = index !== onlyWalkIns;
    const acute = !isBooked || index < 2 || random.uniform() < 0.7;
    const quick = !isBooked || index % 3 !== 1 || random.uniform() < 0.5;
    return {
      ...roomOf(index, random),
      serves: [isBooked, acute, quick],
      booked: isBooked
        ? {
            mix: [
              { kind: kinds.followUp, share: 1 - newShare },
              { kind: kinds.new, share: newShare },
            ],
            filledShare,
            isPersonal: true,
          }
        : null,
    };
  });
  return scenario === 'legs' ? [...rooms, ...bloodTestRooms(kinds, rooms.length, random)] : rooms;
}

function bloodTestRooms(kinds: Kinds, rooms: number, random: Random): readonly StationLaw[] {
  return Array.from({ length: rooms > 4 ? 2 : 1 }, (_, number): StationLaw => {
    const room = roomOf(rooms + number, random);
    return {
      ...room,
      ...(number === 0 ? { providerId: null, lunch: null } : {}),
      serves: [false, false, false, true],
      booked: {
        mix: [{ kind: kinds.bloodTest, share: 1 }],
        filledShare: between(random, 0.4, 0.55),
        isPersonal: false,
      },
    };
  });
}

function roomOf(index: number, random: Random): Omit<StationLaw, 'serves' | 'booked'> {
  return {
    index,
    stationId: `room-${index + 1}`,
    providerId: `provider-${index + 1}`,
    lnSpeed: 0.18 * random.normal(),
    opensAt: OPENS_AT,
    lunch: {
      plannedAt: 12 * 60 + 15 * Math.floor(random.uniform() * 5),
      plannedMinutes: 40,
    },
  };
}

function walkInMix(kinds: Kinds, random: Random): readonly WalkInKind[] {
  const acute = between(random, 0.55, 0.75);
  const urgent = acute * between(random, 0.04, 0.1);
  return [
    { kind: kinds.acute, priority: 0, share: acute - urgent },
    { kind: kinds.acute, priority: URGENT, share: urgent },
    { kind: kinds.quick, priority: 0, share: 1 - acute },
  ];
}
