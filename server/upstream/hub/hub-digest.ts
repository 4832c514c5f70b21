import type { HubSettings } from '../../../shared/contract/destination-settings.ts';
import { Digest } from '../../../shared/contract/sync-wire.ts';
import { askHub } from './hub-answer.ts';

const MOST_BYTES = 16 * 1024;

/** What the hub holds of a stream's numbers, both ends included. Rejects when it cannot be had. */
export async function askDigest(
  settings: HubSettings,
  range: { readonly stream: string; readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<Digest> {
  const { stream, from, to } = range;
  const path = `sync/v1/streams/${stream}/digest`;
  const digest = await askHub(
    settings,
    { path, query: { from, to }, mostBytes: MOST_BYTES },
    { schema: Digest, signal },
  );
  if (digest.stream !== stream) throw new Error('The digest is about another stream');
  return digest;
}
