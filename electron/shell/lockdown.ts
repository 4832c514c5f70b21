import type { Session, WebContents } from 'electron';
import { isKeyAllowed } from './keys.ts';
import { isKioskAddress, isPermissionAllowed } from './trust.ts';

type Log = (message: string) => void;

/** Nothing is granted to any page but the way to our own server, and nothing is downloaded. */
export function lockSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isAllowed = isPermissionAllowed(permission, details.requestingUrl);
    if (!isAllowed) log(`refused to a page: ${permission}`);
    answer(isAllowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermissionAllowed(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    log('refused to a page: a download');
    event.preventDefault();
  });
}

/** For every content there ever is, also one that nobody meant to make. */
export function lockContents(contents: WebContents, log: Log): void {
  const refuse =
    (what: string) =>
    (event: { readonly url?: string; preventDefault: () => void }): void => {
      if (event.url !== undefined && isReload(contents.getURL(), event.url)) return;
      log(`refused to a page: ${what}`);
      event.preventDefault();
    };
  contents.on('will-navigate', refuse('going to another address'));
  contents.on('will-redirect', refuse('going to another address'));
  contents.on('will-frame-navigate', refuse('going to another address'));
  contents.on('will-attach-webview', (event) => {
    log('refused to a page: a webview');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => {
    log('refused to a page: a window');
    return { action: 'deny' };
  });
  contents.on('before-input-event', (event, input) => {
    if (!isKeyAllowed(input)) event.preventDefault();
  });
  contents.on('dom-ready', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
}

/** A page may load itself again, as it does after an update; only the shell takes it anywhere else. */
function isReload(from: string, to: string): boolean {
  return isKioskAddress(to) && withoutFragment(from) === withoutFragment(to);
}

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] ?? '';
}
