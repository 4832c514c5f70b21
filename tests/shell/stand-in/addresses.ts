/** Where a browser finds what Electron serves at `app://<host>`; `.test` belongs to nobody. */
const SUFFIX = '-stand-in.test';

/** The address a browser can open for one of the program's own schemes; others stay as they are. */
export function toWeb(address: string): string {
  const { protocol, host, pathname, search, hash } = new URL(address);
  if (isWebScheme(protocol)) return address;
  return `https://${host}.${protocol.slice(0, -1)}${SUFFIX}${pathname}${search}${hash}`;
}

/** What Electron would say instead of an address, or an origin, made by `toWeb`. */
export function toOwn(address: string): string {
  return address.replace(
    /^https:\/\/([a-z0-9.-]+)\.([a-z][a-z0-9+]*)-stand-in\.test(?=[/?#]|$)/,
    '$2://$1',
  );
}

/** Whether `toWeb` made this address. */
export function isOwn(address: string): boolean {
  return toOwn(address) !== address;
}

export function withoutHash(address: string): string {
  return address.split('#', 1)[0] ?? '';
}

function isWebScheme(protocol: string): boolean {
  return ['http:', 'https:', 'about:', 'data:', 'blob:', 'file:', 'ws:', 'wss:'].includes(protocol);
}
