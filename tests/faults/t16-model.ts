import fc from 'fast-check';
import type { Fate } from '../support/memory-receiver.ts';
import { DeliveryWorld, type WorldSettings } from './delivery-world.ts';
import { type Fault, type FaultCount, type FaultTools, isSound } from './fault.ts';

const LIVES = 40;
const MOST_STEPS = 40;
const SECOND_MS = 1_000;
const NOTHING: FaultCount = {
  tried: 0,
  acknowledged: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  broken: [],
};

type Step =
  | { readonly kind: 'happens'; readonly count: number }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'line'; readonly fates: readonly Fate[] }
  | { readonly kind: 'receiver-dies' | 'clinic-dies' | 'back-up' | 'restore' }
  | { readonly kind: 'receiver-loses'; readonly count: number };

/** A receiver with a known mistake. */
type Mutant = Pick<WorldSettings, 'memory' | 'answersFirst'> & { readonly title: string };

const SOUND = { memory: 'for-good', answersFirst: false } as const;
const MUTANTS: readonly Mutant[] = [
  { title: 'no memory of ids', memory: 'none', answersFirst: false },
  { title: 'a memory of 20 ids', memory: 'last-20', answersFirst: false },
  { title: 'only the highest number', memory: 'highest-number', answersFirst: false },
  { title: 'answers before its commit', memory: 'for-good', answersFirst: true },
];

const fates = fc.array(
  fc.constantFrom<Fate>(
    'arrives',
    'request-lost',
    'answer-lost',
    'half-answered',
    'hangs',
    'taken-and-hangs',
  ),
  { minLength: 1, maxLength: 5 },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('happens'), count: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass'),
      seconds: fc.constantFrom(1, 5, 20, 90, 600),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('line'), fates }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('receiver-dies', 'clinic-dies', 'back-up', 'restore'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('receiver-loses'),
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
);
const life = fc.record({
  steps: fc.array(step, { maxLength: MOST_STEPS, size: 'max' }),
  chances: fc.array(fc.double({ min: 0.05, max: 0.95, noNaN: true }), {
    minLength: 5,
    maxLength: 20,
  }),
});

/** Lives of a clinic in memory, made of everything that can go wrong between it and a receiver. */
export const model: Fault = {
  id: 'T16',
  title: 'any order of events, losses, crashes and restores, in a model',
  run: (tools) => manyLives(SOUND, tools, 'find the shortest'),
  control: {
    title: 'no dedupe; a window of 20 ids; the highest number alone; an answer before the commit',
    run: async ({ random, scale }) => {
      let seen = NOTHING;
      for (const mutant of MUTANTS) {
        const tools = { random, scale: Math.max(1, scale) };
        const count = await manyLives(mutant, tools, 'find one');
        // One that is not found is told as sound: then the control fails, as it must.
        if (isSound(count)) return count;
        seen = sum(seen, { ...count, broken: [...count.broken, mutant.title] });
      }
      return seen;
    },
  },
};

async function manyLives(
  receiver: Pick<WorldSettings, 'memory' | 'answersFirst'>,
  { random, scale }: Pick<FaultTools, 'random' | 'scale'>,
  aim: 'find one' | 'find the shortest',
): Promise<FaultCount> {
  let count = NOTHING;
  const property = fc.asyncProperty(life, async ({ steps, chances }) => {
    const lived = await live(steps, { ...receiver, random: inTurn(chances) });
    count = sum(count, lived);
    return isSound(lived);
  });
  const { counterexample } = await fc.check(property, {
    numRuns: Math.max(1, Math.ceil(LIVES * scale)),
    seed: Math.floor(random() * 2 ** 31),
    endOnFailure: aim === 'find one',
  });
  if (!counterexample || aim === 'find one') return count;
  return { ...count, broken: [...count.broken, JSON.stringify(counterexample[0])] };
}

async function live(steps: readonly Step[], settings: WorldSettings): Promise<FaultCount> {
  const world = new DeliveryWorld(settings);
  for (const next of steps) await take(next, world);
  const tried = steps.filter(({ kind }) => kind !== 'happens' && kind !== 'pass').length;
  return { tried, ...(await world.heal()) };
}

async function take(next: Step, world: DeliveryWorld): Promise<void> {
  switch (next.kind) {
    case 'happens':
      world.happens(next.count);
      break;
    case 'pass':
      await world.pass(next.seconds * SECOND_MS);
      break;
    case 'line':
      world.fates.push(...next.fates);
      break;
    case 'receiver-dies':
      world.receiverDies();
      break;
    case 'clinic-dies':
      await world.clinicDies();
      break;
    case 'back-up':
      world.backUp();
      break;
    case 'restore':
      await world.restore();
      break;
    case 'receiver-loses':
      world.receiverLoses(next.count);
      break;
  }
}

function inTurn(chances: readonly number[]): () => number {
  let next = 0;
  return () => {
    next += 1;
    return chances[next % chances.length] ?? 0.5;
  };
}

function sum(a: FaultCount, b: FaultCount): FaultCount {
  return {
    tried: a.tried + b.tried,
    acknowledged: a.acknowledged + b.acknowledged,
    lost: a.lost + b.lost,
    duplicated: a.duplicated + b.duplicated,
    reordered: a.reordered + b.reordered,
    broken: [...a.broken, ...b.broken],
  };
}
