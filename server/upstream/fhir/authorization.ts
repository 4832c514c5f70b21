import type { FailedAttempt } from '../http/http-attempt.ts';

export type AuthorizationHeader = {
  readonly kind: 'header';
  /** The value of `Authorization`, or null when the server asks for none. */
  readonly value: string | null;
};

/** How requests are allowed at a server. */
export type Authorization = {
  readonly header: (signal: AbortSignal) => Promise<AuthorizationHeader | FailedAttempt>;
  /** Forgets what the server no longer accepts. Returns whether asking again can bring another. */
  readonly renew: () => boolean;
};

/** The same header always: none, or a token from the settings. */
export function fixedAuthorization(value: string | null): Authorization {
  return { header: async () => ({ kind: 'header', value }), renew: () => false };
}
