const KEY = 'foyer.hub-token';

/** The token given in this tab, or null. It is gone when the tab is closed. */
export function heldToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function holdToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
}
