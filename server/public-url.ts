import { networkInterfaces } from 'node:os';

/**
 * Where phones reach this server: what the clinic's file says; in a demonstration the machine's own
 * address on the network when it listens there. Null in a clinic that has not said it.
 */
export function publicUrlOf(settings: {
  readonly configured: string | undefined;
  readonly isDemonstration: boolean;
  readonly host: string;
  readonly port: number;
}): string | null {
  const { configured, isDemonstration, host, port } = settings;
  if (configured !== undefined) return configured.replace(/\/$/, '');
  if (!isDemonstration) return null;
  const isOnNetwork = host === '0.0.0.0' || host === '::';
  return `http://${isOnNetwork ? (networkAddress() ?? 'localhost') : host}:${port}`;
}

function networkAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find((item) => item.family === 'IPv4' && !item.internal)?.address ?? null;
}
