import type { Role } from '../../shared/contract/commands.ts';

/**
 * The token this page was opened with (`/display#token`), remembered so that the next start needs no
 * address; taken out of the address bar, where people could read it. Null in a demonstration. Each
 * role remembers its own: one computer may drive a kiosk, an exit screen and a desk.
 */
export function deviceToken(role: Role): string | null {
  const key = `foyer.token.${role}`;
  const fromAddress = location.hash.slice(1);
  if (fromAddress !== '') {
    localStorage.setItem(key, fromAddress);
    history.replaceState(null, '', location.pathname + location.search);
    return fromAddress;
  }
  return localStorage.getItem(key);
}
