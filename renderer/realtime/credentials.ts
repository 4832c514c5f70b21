const KEY = 'foyer.device-token';

/**
 * The token this device was opened with (`/display#token`), remembered so that the next start needs
 * no address; taken out of the address bar, where people could read it. Null in a demonstration.
 */
export function deviceToken(): string | null {
  const fromAddress = location.hash.slice(1);
  if (fromAddress !== '') {
    localStorage.setItem(KEY, fromAddress);
    history.replaceState(null, '', location.pathname + location.search);
    return fromAddress;
  }
  return localStorage.getItem(KEY);
}
