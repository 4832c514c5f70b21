import { expect, test } from 'vitest';
import { called, came, clock, on, opened, step } from '../../tests/support/recorded-log.ts';
import { estimateByMeans } from '../../shared/domain/waits/by-means.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import type { WaitEstimate, WaitEstimates } from '../../shared/domain/waits/wait-estimate.ts';
import type { WaitScene } from '../../shared/domain/waits/wait-scene.ts';
import { Replay, type ReplayParts } from './replay.ts';

/** For everybody who waits, whatever happens: 10 minutes, for certain. */
function alwaysTen({ entries }: WaitScene): WaitEstimates {
  const quantiles = Array.from({ length: 19 }, () => 10);
  const here = entries.filter(({ status }) => status === 'waiting' || status === 'held');
  return new Map(
    here.map(({ id, status }): [string, WaitEstimate] => [
      id,
      status === 'held'
        ? { kind: 'unknown', reason: 'held' }
        : { kind: 'known', quantiles, position: 0 },
    ]),
  );
}

type Choice = {
  readonly instants?: readonly number[];
  readonly estimate?: ReplayParts['estimate'];
};

function linesOf(events: readonly RecordedEvent[], choice: Choice = {}): readonly string[] {
  const { instants = null, estimate = alwaysTen } = choice;
  const replay = new Replay({ estimate, instants });
  const text = events.map((event) => replay.take(event)).join('') + replay.end();
  return text.trimEnd().split('\n');
}

/** When something was said, and of whom; without the summary. */
function saidOf(lines: readonly string[]): readonly string[] {
  return lines.slice(0, -1).map((line) => {
    // True because only `predictionLine` makes these.
    const { at, visit } = JSON.parse(line) as { readonly at: string; readonly visit: string };
    return `${at.slice(11, 16)} ${visit}`;
  });
}

function summaryOf(lines: readonly string[]) {
  // True because the last line is always the summary.
  const last = JSON.parse(lines.at(-1) ?? '') as { readonly summary: Record<string, unknown> };
  return last.summary;
}

/** Two rooms and a dozen people a day, no day like another, some of them messy. */
function someDays(count: number): readonly RecordedEvent[] {
  const days = Array.from({ length: count }, (_, day) => {
    const events = [
      on('08:00', { type: 'station-opened', station: 'room-1', services: ['doctor'] }, day),
      ...Array.from({ length: 12 }, (_item, index) => {
        const minute = index * 9 + ((day * 7 + index * 5) % 6);
        const visit = `v${day}-${index}`;
        const time = (later: number) => {
          const total = 8 * 60 + minute + later;
          return `${Math.floor(total / 60)}:${total % 60}`;
        };
        const leaves: readonly RecordedEvent[] =
          index % 5 === 4
            ? [on(time(25), { type: 'left', visit }, day)]
            : [
                on(time(20 + (index % 3) * 4), { type: 'called', visit, station: 'room-1' }, day),
                on(time(30 + (index % 3) * 4), { type: 'finished', visit }, day),
              ];
        return [on(time(0), { type: 'checked-in', visit, service: 'doctor' }, day), ...leaves];
      }).flat(),
      on('18:00', { type: 'station-closed', station: 'room-1' }, day),
    ];
    return events.toSorted((a, b) => a.at - b.at);
  });
  return days.flat();
}

test('everybody who waits is told of after each event, with quantiles and the window on the screens', () => {
  const [line] = linesOf([opened('08:00'), came('09:00', 'a')]);

  expect(line).toBe(
    '{"at":"2026-11-21T09:00:00+00:00","visit":"a","service":"doctor","position":0,' +
      '"q":[10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10],' +
      '"shown":{"from":"2026-11-21T09:10:00+00:00","to":"2026-11-21T09:15:00+00:00"}}',
  );
});

test('of somebody on hold it says why nothing is known', () => {
  const lines = linesOf([came('09:00', 'a'), step('09:01', 'held', 'a')]);

  expect(lines[1]).toBe(
    '{"at":"2026-11-21T09:01:00+00:00","visit":"a","service":"doctor","position":null,' +
      '"unknown":"held","shown":null}',
  );
});

test('while somebody waits, something is said every 5 minutes without an event', () => {
  const lines = linesOf([
    came('09:00', 'a'),
    came('09:12', 'b'),
    called('09:17', 'a'),
    called('09:18', 'b'),
    came('09:40', 'c'),
  ]);

  expect(saidOf(lines)).toEqual([
    '09:00 a',
    '09:05 a',
    '09:10 a',
    '09:12 a',
    '09:12 b',
    '09:17 b',
    '09:40 c',
  ]);
});

test('nobody waits after midnight', () => {
  const lines = linesOf([
    on('23:48', { type: 'checked-in', visit: 'a', service: 'doctor' }),
    on('00:20', { type: 'checked-in', visit: 'b', service: 'doctor' }, 1),
  ]);

  expect(saidOf(lines)).toEqual(['23:48 a', '23:53 a', '23:58 a', '00:20 b']);
});

test('with instants, only those are told, each with all events up to it', () => {
  const events = [
    came('09:00', 'a'),
    came('09:10', 'b'),
    called('09:10', 'a'),
    called('09:30', 'b'),
  ];
  const instants = ['08:00', '09:07', '09:10', '09:12', '09:45', '23:59'].map((time) =>
    clock(time),
  );

  expect(saidOf(linesOf(events, { instants }))).toEqual(['09:07 a', '09:10 b', '09:12 b']);
});

test('what is said at an instant does not depend on which others are asked for', () => {
  const events = someDays(2);
  const all = ['08:40', '08:41', '09:02', '09:33'].map((time) => clock(time, 1));
  const estimate = estimateByMeans;

  const together = linesOf(events, { instants: all, estimate }).slice(0, -1);
  const alone = all.flatMap((at) => linesOf(events, { instants: [at], estimate }).slice(0, -1));

  expect(together.length).toBeGreaterThan(4);
  expect(alone).toEqual(together);
});

test('what is said of the past does not change with what comes after it', () => {
  const events = someDays(3);
  const all = linesOf(events, { estimate: estimateByMeans });

  for (let count = 1; count < events.length; count += 7) {
    const said = linesOf(events.slice(0, count), { estimate: estimateByMeans }).slice(0, -1);
    expect(all.slice(0, said.length)).toEqual(said);
  }
});

test('the same days give the same lines', () => {
  const events = someDays(3);

  expect(linesOf(events, { estimate: estimateByMeans })).toEqual(
    linesOf(events, { estimate: estimateByMeans }),
  );
});

test('the summary scores each prediction against the next call, and counts those never called', () => {
  const lines = linesOf([
    came('09:00', 'a'),
    called('09:04', 'a'),
    step('09:05', 'undone', 'a'),
    called('09:09', 'a'),
    came('09:30', 'b'),
    step('09:31', 'left', 'b'),
  ]);

  // Of "a" at 9:00 and 9:05: it took 9 and 4 minutes, and each time 10 were predicted.
  expect(summaryOf(lines)).toEqual({
    days: 1,
    events: 6,
    oddities: 0,
    visits: 2,
    predictions: 2,
    neverCalled: 1,
    unknown: 0,
    mae: 3.5,
    bias: 3.5,
    pinball: 1.75,
    coverage90: 0,
    width90: 0,
    within5: 0.5,
    shown: { laterThanShown: 0, slipsPerVisit: 1 },
  });
});

test('the summary tells how long the screens promised what was not kept', () => {
  const { shown } = summaryOf(linesOf([came('09:00', 'a'), called('09:40', 'a')]));

  // Windows to 9:15, 9:25, 9:35 and 9:45, ten minutes each: the first three were not kept.
  expect(shown).toEqual({ laterThanShown: 0.75, slipsPerVisit: 3 });
});

test('minutes are written to a hundredth', () => {
  const quantiles = Array.from({ length: 19 }, (_, index) => index / 3);
  const estimate = () =>
    new Map<string, WaitEstimate>([['a', { kind: 'known', quantiles, position: 2 }]]);

  const [line] = linesOf([came('09:00', 'a')], { estimate });

  expect(line).toContain(
    '"position":2,"q":[0,0.33,0.67,1,1.33,1.67,2,2.33,2.67,3,3.33,3.67,4,4.33,4.67,5,5.33,5.67,6]',
  );
});
