import type { Display, Rectangle, Screen } from 'electron';
import type { TestDisplay } from '../../harness.ts';
import { needReady, type Program } from './program.ts';
import { preventable, StrictEmitter } from './strict.ts';

const EVENTS = ['display-added', 'display-removed', 'display-metrics-changed'];

/** Stands in for `screen`, with the displays that the test has. */
export class StandInScreen
  extends StrictEmitter
  implements Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>
{
  readonly #program: Program;
  #displays: readonly TestDisplay[];

  constructor(program: Program) {
    super('screen', EVENTS);
    this.#program = program;
    this.#displays = program.options.displays;
  }

  getAllDisplays(): Display[] {
    this.#needReady();
    return this.#displays.map(displayOf);
  }

  getPrimaryDisplay(): Display {
    this.#needReady();
    const primary = this.#displays.find(({ isPrimary }) => isPrimary) ?? this.#displays[0];
    return displayOf(primary ?? NO_DISPLAY);
  }

  /** The one that shows most of it; what is on none of them is shown on the primary one. */
  getDisplayMatching(bounds: Rectangle): Display {
    const [best] = this.#displays.toSorted(
      (a, b) => overlap(b.bounds, bounds) - overlap(a.bounds, bounds),
    );
    if (best === undefined || overlap(best.bounds, bounds) === 0) return this.getPrimaryDisplay();
    return displayOf(best);
  }

  /** Called by the stand-in: displays are plugged in, pulled out or changed. */
  set(displays: readonly TestDisplay[]): void {
    const before = this.#displays;
    this.#displays = displays;
    for (const display of displays) {
      const earlier = before.find(({ id }) => id === display.id);
      if (earlier === undefined) {
        this.emit('display-added', preventable({}), displayOf(display));
      } else if (JSON.stringify(earlier) !== JSON.stringify(display)) {
        const changed = ['bounds', 'workArea'];
        this.emit('display-metrics-changed', preventable({}), displayOf(display), changed);
      }
    }
    for (const display of before) {
      if (displays.some(({ id }) => id === display.id)) continue;
      this.emit('display-removed', preventable({}), displayOf(display));
    }
  }

  #needReady(): void {
    needReady(this.#program, "The 'screen' module can't be used before the app 'ready' event");
  }
}

/** What Chromium says when nothing is plugged in. */
const NO_DISPLAY: TestDisplay = {
  id: -1,
  label: '',
  bounds: { x: 0, y: 0, width: 1, height: 1 },
};

function displayOf({ id, label, bounds }: TestDisplay): Display {
  const size = { width: bounds.width, height: bounds.height };
  return {
    id,
    label,
    bounds: { ...bounds },
    workArea: { ...bounds },
    size,
    workAreaSize: size,
    nativeOrigin: { x: bounds.x, y: bounds.y },
    scaleFactor: 1,
    rotation: 0,
    internal: false,
    detected: id !== NO_DISPLAY.id,
    touchSupport: 'available',
    accelerometerSupport: 'unavailable',
    monochrome: false,
    colorDepth: 24,
    colorSpace: '',
    depthPerComponent: 8,
    displayFrequency: 60,
    maximumCursorSize: { width: 128, height: 128 },
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
