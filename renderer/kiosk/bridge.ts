import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the kiosk's shell. */
    readonly kiosk?: KioskBridge;
  }
}

/** What the kiosk's shell gives this page; null in a plain browser. */
export function kioskBridge(): KioskBridge | null {
  return window.kiosk ?? null;
}

/** Where a page that the shell serves finds the site server; nothing in a plain browser. */
export function serverOfKiosk(): { readonly serverUrl?: string } {
  const bridge = kioskBridge();
  return bridge === null ? {} : { serverUrl: bridge.serverUrl };
}
