/** A body that came whole, or what is wrong with it. */
export type ReadBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'answer cut off' }
  | { readonly kind: 'answer too long' }
  | { readonly kind: 'answer not in UTF-8' };

/**
 * Reads a body to its end, but no more than `mostBytes` (after decompression) of it. Never rejects: a
 * connection that ends in the middle is a body that was cut off.
 */
export async function readBody(response: Response, mostBytes: number): Promise<ReadBody> {
  if (!response.body) return { kind: 'text', text: '' };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > mostBytes) {
        await reader.cancel();
        return { kind: 'answer too long' };
      }
      chunks.push(value);
    }
  } catch {
    return { kind: 'answer cut off' };
  }
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Uint8Array): ReadBody {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'answer not in UTF-8' };
  }
}
