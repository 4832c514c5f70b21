/** How Electron names a load that failed. */
export type NetFailure = { readonly code: number; readonly description: string };

/** Chromium's numbers (net_error_list.h) of what the tests can meet. */
const CODES: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_TIMED_OUT: -7,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_TUNNEL_CONNECTION_FAILED: -111,
  ERR_EMPTY_RESPONSE: -324,
};

/** Reads it from the text of an error; a load that another one replaced is an aborted one. */
export function failureOf(text: string): NetFailure {
  const isReplaced = text.includes('interrupted by another navigation');
  const named = isReplaced ? 'ERR_ABORTED' : /ERR_[A-Z_]+/.exec(text)?.[0];
  const description = named !== undefined && named in CODES ? named : 'ERR_FAILED';
  return { description, code: CODES[description] ?? -2 };
}
