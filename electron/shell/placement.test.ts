import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KIOSK_PAGES, type KioskPage } from '../../shared/contract/kiosk-bridge.ts';
import { type PlaceableDisplay, placeWindows, type WantedWindow } from './placement.ts';

const display = (id: number, label: string, x = 0, y = 0): PlaceableDisplay => ({
  id,
  label,
  bounds: { x, y, width: 1080, height: 1920 },
});
const window = (page: KioskPage, label: string | null = null): WantedWindow => ({
  page,
  display: label,
});

const LEFT = display(7, 'HDMI-1', -1080);
const MIDDLE = display(9, 'DP-1', 0);
const RIGHT = display(3, 'DP-2', 1080);

function placed(
  windows: readonly WantedWindow[],
  displays: readonly PlaceableDisplay[],
  primaryId = MIDDLE.id,
) {
  return Object.fromEntries(
    placeWindows(windows, displays, primaryId).map((one) => [one.page, one.display.label]),
  );
}

test('without labels the first window has the primary display, the next go from left to right', () => {
  const windows = [window('feedback'), window('check-in'), window('display')];

  expect(placed(windows, [RIGHT, LEFT, MIDDLE])).toEqual({
    feedback: 'DP-1',
    'check-in': 'HDMI-1',
    display: 'DP-2',
  });
});

test('displays one above the other are taken from top to bottom', () => {
  const top = display(1, 'TOP', 1080, -1920);
  const bottom = display(2, 'BOTTOM', 1080, 0);
  const windows = [window('check-in'), window('feedback'), window('display')];

  expect(placed(windows, [bottom, top, MIDDLE])).toEqual({
    'check-in': 'DP-1',
    feedback: 'TOP',
    display: 'BOTTOM',
  });
});

test('a window has the display it names before any other can take it', () => {
  const windows = [window('check-in'), window('feedback', ' dp-1 ')];

  expect(placed(windows, [MIDDLE, RIGHT])).toEqual({ 'check-in': 'DP-2', feedback: 'DP-1' });
});

test('a window keeps its display when that of another is unplugged', () => {
  const windows = [window('check-in', 'HDMI-1'), window('feedback', 'DP-1')];

  expect(placed(windows, [MIDDLE])).toEqual({ feedback: 'DP-1' });
});

test('a display that is called something else since does not stay dark', () => {
  const windows = [window('check-in', 'HDMI-9'), window('feedback', 'DP-1')];

  expect(placed(windows, [MIDDLE, RIGHT])).toEqual({ 'check-in': 'DP-2', feedback: 'DP-1' });
  expect(placed([window('check-in', 'HDMI-9')], [MIDDLE])).toEqual({ 'check-in': 'DP-1' });
});

test('when displays are short the first windows are shown, and check-in before any other', () => {
  const windows = [window('display'), window('feedback'), window('check-in')];

  expect(placed(windows, [MIDDLE])).toEqual({ 'check-in': 'DP-1' });
  expect(placed(windows, [MIDDLE, RIGHT])).toEqual({ display: 'DP-1', 'check-in': 'DP-2' });
});

test('of two windows that name the same display check-in has it, the other takes what is left', () => {
  const windows = [window('feedback', 'DP-1'), window('check-in', 'DP-1')];

  expect(placed(windows, [MIDDLE, RIGHT])).toEqual({ 'check-in': 'DP-1', feedback: 'DP-2' });
});

test('two displays of the same make are both found by their one label', () => {
  const windows = [window('check-in', 'PANEL'), window('feedback', 'PANEL')];
  const places = placeWindows(windows, [display(1, 'PANEL', 1080), display(2, 'PANEL', 0)], 2);

  expect(places.map((one) => [one.page, one.display.id])).toEqual([
    ['check-in', 2],
    ['feedback', 1],
  ]);
});

test('no display, or no window, is no placement', () => {
  expect(placeWindows([window('check-in')], [], 0)).toEqual([]);
  expect(placeWindows([], [MIDDLE], MIDDLE.id)).toEqual([]);
});

// Few labels and places, so that they collide often.
const labels = fc.constantFrom('A', 'a ', 'B', 'C', '');
const windowSets = fc
  .uniqueArray(fc.constantFrom(...KIOSK_PAGES), { minLength: 1 })
  .chain((pages) =>
    fc
      .array(fc.option(labels), { minLength: pages.length, maxLength: pages.length })
      .map((wanted) => pages.map((page, index) => window(page, wanted[index] ?? null))),
  );
const displaySets = fc
  .uniqueArray(
    fc.record({
      label: labels,
      x: fc.integer({ min: -1, max: 2 }),
      y: fc.integer({ min: 0, max: 1 }),
    }),
    { selector: ({ x, y }) => `${x},${y}`, maxLength: 5 },
  )
  .map((all) => all.map(({ label, x, y }, index) => display(index, label, x * 1080, y * 1920)));

test('no display ever has two windows, and none is left dark while a window has no place', () => {
  fc.assert(
    fc.property(windowSets, displaySets, fc.nat({ max: 5 }), (windows, displays, primaryId) => {
      const places = placeWindows(windows, displays, primaryId);

      expect(new Set(places.map((one) => one.page)).size).toBe(places.length);
      expect(new Set(places.map((one) => one.display)).size).toBe(places.length);
      expect(places.length).toBe(Math.min(windows.length, displays.length));
    }),
  );
});

test('neither the order in which displays are listed nor their ids change anything', () => {
  const shuffled = displaySets.chain((displays) =>
    fc.tuple(
      fc.constant(displays),
      fc.shuffledSubarray(displays, { minLength: displays.length, maxLength: displays.length }),
      fc.shuffledSubarray([10, 20, 30, 40, 50], { minLength: 5, maxLength: 5 }),
    ),
  );
  fc.assert(
    fc.property(
      windowSets,
      shuffled,
      fc.nat({ max: 4 }),
      (windows, [displays, other, ids], first) => {
        const renumbered = other.map((one) => ({ ...one, id: ids[one.id] ?? one.id }));
        const primary = displays[first]?.id ?? -1;
        const where = (all: readonly PlaceableDisplay[], primaryId: number) =>
          placeWindows(windows, all, primaryId).map((one) => [one.page, one.display.bounds]);

        expect(where(renumbered, ids[primary] ?? -1)).toEqual(where(displays, primary));
      },
    ),
  );
});

test('check-in is shown unless every display is named by another window and not by it', () => {
  fc.assert(
    fc.property(windowSets, displaySets, (windows, displays) => {
      fc.pre(displays.length > 0 && windows.some(({ page }) => page === 'check-in'));
      const places = placeWindows(windows, displays, 0);
      if (places.some(({ page }) => page === 'check-in')) return;
      const names = windows.flatMap(({ page, display: name }) =>
        page === 'check-in' || name === null ? [] : [name.trim().toLowerCase()],
      );

      for (const { label } of displays) expect(names).toContain(label.trim().toLowerCase());
    }),
  );
});
