import type { KioskPage } from '../../shared/contract/kiosk-bridge.ts';

export type WantedWindow = { readonly page: KioskPage; readonly display: string | null };

export type PlaceableDisplay = {
  readonly id: number;
  readonly label: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
};

export type Placement<Display extends PlaceableDisplay = PlaceableDisplay> = {
  readonly page: KioskPage;
  readonly display: Display;
};

/**
 * Decides which page is shown on which display, one page a display at most.
 *
 * A window that names a display has it before all others. The other windows, and those whose display is
 * not there (unplugged, or called something else since), take the displays that are left, in the order
 * of the file: the primary display first, then from left to right and from top to bottom. When displays
 * are short, check-in is shown before anything else. Ids play no part: they change when a display is
 * plugged in again.
 */
export function placeWindows<Display extends PlaceableDisplay>(
  windows: readonly WantedWindow[],
  displays: readonly Display[],
  primaryId: number,
): readonly Placement<Display>[] {
  const ordered = displays.toSorted(
    (a, b) => Number(b.id === primaryId) - Number(a.id === primaryId) || byPlace(a, b),
  );
  const claimed = claimByLabel(checkInFirst(windows), ordered);
  const free = ordered.filter((display) => !claimed.some((claim) => claim.display === display));
  const homeless = windows.filter(({ page }) => !claimed.some((claim) => claim.page === page));
  const kept = new Set(checkInFirst(homeless).slice(0, free.length));
  const placed = homeless
    .filter((window) => kept.has(window))
    .flatMap(({ page }, index) => {
      const display = free[index];
      return display ? [{ page, display }] : [];
    });
  return [...claimed, ...placed];
}

function claimByLabel<Display extends PlaceableDisplay>(
  windows: readonly WantedWindow[],
  displays: readonly Display[],
): readonly Placement<Display>[] {
  const claims: Placement<Display>[] = [];
  for (const { page, display: label } of windows) {
    if (label === null) continue;
    const display = displays.find(
      (one) =>
        asCompared(one.label) === asCompared(label) &&
        !claims.some((claim) => claim.display === one),
    );
    if (display) claims.push({ page, display });
  }
  return claims;
}

function checkInFirst(windows: readonly WantedWindow[]): readonly WantedWindow[] {
  return windows.toSorted((a, b) => Number(b.page === 'check-in') - Number(a.page === 'check-in'));
}

function asCompared(label: string): string {
  return label.trim().toLowerCase();
}

// Two displays can share a place when one mirrors the other; then the label settles it repeatably.
function byPlace(a: PlaceableDisplay, b: PlaceableDisplay): number {
  return (
    a.bounds.x - b.bounds.x ||
    a.bounds.y - b.bounds.y ||
    (a.label < b.label ? -1 : Number(a.label > b.label)) ||
    a.id - b.id
  );
}
