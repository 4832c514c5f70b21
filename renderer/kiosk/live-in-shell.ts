import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import { type Beating, startBeating } from './beating.ts';
import { kioskBridge } from './bridge.ts';
import { type CornerTaps, withTap } from './corner-taps.ts';

type Choice = {
  /** False on the staff page itself: whoever wipes its corner is there already. */
  readonly hasHiddenDoor?: boolean;
};

/**
 * Makes this page one of the kiosk's: it tells the shell that it lives, has the hidden way to the
 * staff page, and does nothing that belongs to a browser. In a plain browser it changes nothing.
 */
export function liveInShell(
  root: HTMLElement,
  { hasHiddenDoor = true }: Choice = {},
): Pick<Beating, 'setInUse'> {
  const bridge = kioskBridge();
  if (bridge === null) return { setInUse: () => undefined };
  keepBrowserAway();
  if (hasHiddenDoor) openStaffByTaps(bridge);
  const beating = startBeating(bridge, () => root.childElementCount > 0);
  new MutationObserver((_changes, observer) => {
    observer.disconnect();
    beating.beat();
  }).observe(root, { childList: true });
  return beating;
}

function openStaffByTaps(bridge: KioskBridge): void {
  let taps: CornerTaps = [];
  // Pressed and not clicked, and before the page: its own guards may keep a click to themselves.
  const onPress = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const next = withTap(taps, { x: event.clientX, y: event.clientY, at: performance.now() });
    taps = next.taps;
    if (next.isComplete) void bridge.act('open-staff');
  };
  window.addEventListener('pointerdown', onPress, { capture: true });
}

/** What a browser does by itself with a long touch, a dragged picture or a wheel. */
function keepBrowserAway(): void {
  const prevent = (event: Event): void => event.preventDefault();
  for (const type of ['contextmenu', 'dragstart', 'dragover', 'drop']) {
    window.addEventListener(type, prevent, { capture: true });
  }
  document.addEventListener('selectstart', (event) => {
    if (!isInField(event.target)) event.preventDefault();
  });
  // Not passive: a passive listener cannot keep the page from being zoomed.
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey) event.preventDefault();
  };
  window.addEventListener('wheel', onWheel, { capture: true, passive: false });
}

function isInField(target: EventTarget | null): boolean {
  const element = target instanceof Text ? target.parentElement : target;
  return element instanceof Element && element.closest('input, textarea') !== null;
}
