import type { Route } from '@playwright/test';
import { toOwn } from '../addresses.ts';
import type { Link } from '../link.ts';
import type { ProgramOffer } from '../wire.ts';

export type ProgramLink = Link<ProgramOffer>;

/** Has the program answer a page's request for an address of the program's own scheme. */
export async function answerRequest(
  program: ProgramLink,
  partition: string,
  route: Route,
): Promise<void> {
  const request = route.request();
  try {
    const response = await program.call('request', {
      partition,
      url: toOwn(request.url()),
      method: request.method(),
      headers: request.headers(),
      body: request.postDataBuffer(),
    });
    if (response.kind === 'failed') await route.abort('failed');
    else {
      const { status, headers, body } = response;
      await route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) });
    }
  } catch {
    // The page or the program has gone meanwhile.
    await route.abort('failed').catch(() => undefined);
  }
}
