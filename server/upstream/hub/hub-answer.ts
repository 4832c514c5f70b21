import type { z } from 'zod';
import type { HubSettings } from '../../../shared/contract/destination-settings.ts';
import { attemptHttp } from '../http/http-attempt.ts';
import { readJson } from '../http/read-json.ts';
import { hubAddress } from './hub-address.ts';

type Question = {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly mostBytes: number;
};

/**
 * Asks a hub for something and reads its answer. Rejects with words for IT when it cannot be had: they
 * name the status or the system's code, and nothing of the answer's text.
 */
export async function askHub<T>(
  settings: HubSettings,
  { path, query, mostBytes }: Question,
  { schema, signal }: { readonly schema: z.ZodType<T>; readonly signal: AbortSignal },
): Promise<T> {
  const answer = await attemptHttp({
    url: hubAddress(settings.url, path, query),
    method: 'GET',
    headers: { authorization: `Bearer ${settings.token}` },
    signal,
    mostBytes,
  });
  if (answer.kind !== 'answer') throw new Error(`The hub did not answer: ${answer.detail}`);
  if (answer.status !== 200) throw new Error(`The hub answered with HTTP ${answer.status}`);
  const value = readJson(answer.body, schema);
  if (value === null) throw new Error('The answer is not from a hub');
  return value;
}
