import type { BrowserWindow, Display, Rectangle, Screen } from 'electron';
import type { KioskPage } from '../../shared/contract/kiosk-bridge.ts';
import type { KioskSettings } from './kiosk-file.ts';
import { KioskWindow } from './kiosk-window.ts';
import { placeWindows } from './placement.ts';
import { isUpkeepDue } from './upkeep.ts';
import type { HealthLimits } from './window-health.ts';

export type KioskScreensParts = {
  readonly screen: Screen;
  readonly settings: Pick<KioskSettings, 'windows' | 'upkeepAt'>;
  readonly limits: HealthLimits;
  readonly create: (bounds: Rectangle) => BrowserWindow;
  readonly onGiveUp: () => void;
  readonly log: (message: string) => void;
};

type PlacedWindow = { readonly window: KioskWindow; readonly display: Display };

/** The right page on the right display, whatever is plugged in and out. */
export class KioskScreens {
  readonly #parts: KioskScreensParts;
  readonly #placed = new Map<KioskPage, PlacedWindow>();
  #isStopped = false;

  constructor(parts: KioskScreensParts) {
    this.#parts = parts;
  }

  start(): void {
    const { screen } = this.#parts;
    screen.on('display-added', () => this.#place());
    screen.on('display-removed', () => this.#place());
    screen.on('display-metrics-changed', () => this.#place());
    this.#place();
  }

  /** From here on windows that go are not opened again. */
  stop(): void {
    this.#isStopped = true;
  }

  placed(): readonly PlacedWindow[] {
    return [...this.#placed.values()];
  }

  /** The window that holds these contents, or null. */
  windowOf(contentsId: number): KioskWindow | null {
    const found = this.placed().find(({ window }) => window.contents.id === contentsId);
    return found?.window ?? null;
  }

  /** To be called about once a second. */
  tick(): void {
    for (const { window } of this.placed()) {
      window.tick();
      this.#keepUp(window);
    }
  }

  /** Pages are loaded afresh once a night; a person in front of one comes first. */
  #keepUp(window: KioskWindow): void {
    const { upkeepAt } = this.#parts.settings;
    if (window.isInUse) return;
    if (!isUpkeepDue({ upkeepAt, lastAt: window.loadedAt, now: Date.now() })) return;
    this.#parts.log(`upkeep: ${window.page} is loaded afresh`);
    window.showPage();
  }

  #place(): void {
    const { screen, settings } = this.#parts;
    const displays = screen.getAllDisplays();
    // Between two states of a docking station there may be none; windows are better kept than lost.
    if (displays.length === 0 || this.#isStopped) return;
    const places = placeWindows(settings.windows, displays, screen.getPrimaryDisplay().id);
    for (const [page, { window }] of this.#placed) {
      if (places.some((place) => place.page === page)) continue;
      this.#parts.log(`${page} has no display any more`);
      window.takeAway();
      this.#placed.delete(page);
    }
    for (const { page, display } of places) {
      const window = this.#placed.get(page)?.window ?? this.#open(page, display.bounds);
      window.moveTo(display.bounds);
      this.#placed.set(page, { window, display });
    }
  }

  #open(page: KioskPage, bounds: Rectangle): KioskWindow {
    const { settings, limits, create, onGiveUp, log } = this.#parts;
    const token = settings.windows.find((window) => window.page === page)?.token ?? null;
    return new KioskWindow({
      page,
      token,
      create,
      bounds,
      limits,
      onGiveUp,
      onLost: () => {
        log(`${page} lost its window`);
        this.#placed.delete(page);
        this.#place();
      },
      log,
    });
  }
}
