import { OURS } from '../../support/fhir-clinic.ts';

const MOST_TRIES = 8;

/** Creates an Encounter for each visit, once more whenever no answer came in time; returns how often. */
export async function sendNaively(
  url: string,
  visitIds: readonly string[],
  requestMs: number,
): Promise<number> {
  let repeated = 0;
  for (const id of visitIds) {
    let isDone = false;
    for (let tries = 0; tries < MOST_TRIES && !isDone; tries += 1) {
      isDone = await createConditionally(url, id, requestMs);
      repeated += isDone ? 0 : 1;
    }
  }
  return repeated;
}

async function createConditionally(url: string, id: string, requestMs: number): Promise<boolean> {
  const value = `visit-${id}`;
  const body = {
    resourceType: 'Encounter',
    status: 'arrived',
    class: { code: 'AMB' },
    identifier: [{ system: OURS, value }],
  };
  const token = encodeURIComponent(`${OURS}|${value}`);
  try {
    const response = await fetch(`${url}/Encounter`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', 'if-none-exist': `identifier=${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(requestMs),
    });
    await response.text();
    // 412: several are there already, and it stays so.
    return response.ok || response.status === 412;
  } catch {
    return false;
  }
}
