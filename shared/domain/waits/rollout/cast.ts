import { isCallable, orderQueue } from '../../queue-order.ts';
import { kindOf, type WaitLaw } from '../wait-law.ts';
import type { SceneEntry, WaitScene } from '../wait-scene.ts';
import { bookedComer, type Comer, putBackComer } from './arrivals.ts';
import type { DrawsByKey, Strata } from './draws.ts';
import { LineTable } from './lines.ts';
import { expectedPerson, type Person, presentPerson, waitingPerson } from './persons.ts';
import { type RolledLaw, rolledLaw } from './rolled-law.ts';
import { servingStations } from './serving.ts';
import { RolledStation } from './stations.ts';

/** Everybody and everything that takes part in the paths of one scene. */
export type Cast = {
  readonly rolled: RolledLaw;
  readonly stations: readonly RolledStation[];
  readonly lines: LineTable;
  /** Everybody waiting, in the order of the queue. */
  readonly waiting: readonly Person[];
  /** Those who are in a line later, by the soonest they may be. */
  readonly comers: readonly Comer[];
};

export function castOf(
  scene: WaitScene,
  law: WaitLaw,
  random: { readonly strata: Strata; readonly draws: DrawsByKey },
): Cast {
  const rolled = rolledLaw(law, scene, random);
  const serving = servingStations(scene, law);
  const lines = new LineTable(serving, scene.policy);
  addOnward(lines, rolled);
  const comers: Comer[] = [];
  const waiting = addWaiting(scene, { lines, rolled, comers });
  addExpected(scene, { lines, rolled, comers });
  const stations = serving.map((station, number) => {
    const inside = station.inside && present(station.inside, lines, rolled);
    const next = station.next && present(station.next, lines, rolled);
    return { station, people: { inside, next }, number };
  });
  return {
    rolled,
    lines,
    waiting,
    comers: comers.toSorted(
      (a, b) => a.earliestAt - b.earliestAt || (a.person.id < b.person.id ? -1 : 1),
    ),
    stations: stations.map(({ station, people, number }) => {
      const served = lines.lines.filter((line) => line.stations.includes(number));
      return new RolledStation(station, { ...people, lines: served }, rolled);
    }),
  };
}

type Adding = {
  readonly lines: LineTable;
  readonly rolled: RolledLaw;
  readonly comers: Comer[];
};

function addOnward(lines: LineTable, { law, kinds }: RolledLaw): void {
  for (const { serviceId, toServiceId, share } of law.onward) {
    const line = lines.of(toServiceId, null);
    const kind = kinds.numberOf(toServiceId, toServiceId);
    if (line.stations.length > 0) lines.sendOn(serviceId, { line, kind, share });
  }
}

function addWaiting(scene: WaitScene, { lines, rolled, comers }: Adding): readonly Person[] {
  const entries = scene.entries.filter(({ status }) => status === 'waiting');
  return orderQueue(entries, scene.policy).map((entry) => {
    const draws = rolled.draws.of(entry.id);
    const person = waitingPerson(entry, draws, { now: scene.now, paths: rolled.strata.paths });
    const line = lines.of(entry.serviceId, entry.providerId);
    person.line = line;
    person.kind = rolled.kinds.numberOf(kindOf(entry), entry.serviceId);
    if (isCallable(entry, scene.now)) line.atStart.push(person);
    else {
      line.putBackCount += 1;
      comers.push(putBackComer(person, (entry.notBeforeAt ?? scene.now) - scene.now));
    }
    return person;
  });
}

function addExpected(scene: WaitScene, { lines, rolled, comers }: Adding): void {
  // In an order of their own: who is called out of turn is drawn from the lines as they were made.
  const expected = scene.expected.toSorted((a, b) => (a.visitId < b.visitId ? -1 : 1));
  for (const visit of expected) {
    const line = lines.of(visit.serviceId, visit.providerId);
    // Whoever nobody may call is in nobody's way.
    if (line.stations.length === 0) continue;
    const person = expectedPerson(visit, rolled.draws.of(visit.visitId), scene.now);
    person.line = line;
    person.kind = rolled.kinds.numberOf(
      kindOf({ ...visit, appointmentAt: visit.startAt }),
      visit.serviceId,
    );
    comers.push(bookedComer(visit, person, rolled));
  }
}

function present(entry: SceneEntry, lines: LineTable, rolled: RolledLaw): Person {
  const person = presentPerson(entry, rolled.draws.of(entry.id));
  person.line = lines.of(entry.serviceId, entry.providerId);
  person.kind = rolled.kinds.numberOf(kindOf(entry), entry.serviceId);
  return person;
}
