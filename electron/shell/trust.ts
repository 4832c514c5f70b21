import { KIOSK_ORIGIN } from '../../shared/contract/kiosk-bridge.ts';

// What Chromium may ask before a page of ours connects to the site server. Everything else is refused.
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set([
  'loopback-network',
  'local-network',
  'local-network-access',
]);

/** Whether an address is one of the shell's own pages. */
export function isKioskAddress(url: string): boolean {
  return kioskPath(url) !== null;
}

/** Whether an address is the staff page, which is opened in the window of another page. */
export function isStaffAddress(url: string): boolean {
  const pathname = kioskPath(url);
  return pathname === '/staff' || pathname === '/staff/' || pathname === '/staff/index.html';
}

/** Whether a message comes from a page of ours: from the window's own document, not from a frame in it. */
export function isKioskSender(
  frame: { readonly url: string; readonly parent: unknown } | null,
): boolean {
  return frame !== null && frame.parent === null && isKioskAddress(frame.url);
}

/** Whether a page may have a permission; `origin` is what Electron names as the one who asks. */
export function isPermissionAllowed(permission: string, origin: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isKioskAddress(origin);
}

function kioskPath(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return null;
  return `${parsed.protocol}//${parsed.host}` === KIOSK_ORIGIN ? parsed.pathname : null;
}
