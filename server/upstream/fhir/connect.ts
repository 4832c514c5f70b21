import type { FhirSettings } from '../../../shared/contract/destination-settings.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { fixedAuthorization, type Authorization } from './authorization.ts';
import { createFhirClient, type FhirClient } from './fhir-client.ts';
import { createSmartAuthorization } from './smart-authorization.ts';

export type ConnectParts = {
  readonly now: () => EpochMs;
  /** Goes on evenly when the wall clock is set. */
  readonly monotonicMs: () => number;
  readonly requestMs?: number;
};

/** A client for the server in the settings, with its own authorization. */
export function connect(settings: FhirSettings, parts: ConnectParts): FhirClient {
  const base = new URL(settings.url);
  const authorization = authorizationOf(settings, base, parts);
  return createFhirClient({ ...parts, base, authorization });
}

function authorizationOf({ auth }: FhirSettings, base: URL, parts: ConnectParts): Authorization {
  switch (auth.kind) {
    case 'none':
      return fixedAuthorization(null);
    case 'bearer':
      return fixedAuthorization(`Bearer ${auth.token}`);
    case 'smart':
      return createSmartAuthorization(auth, { ...parts, base });
  }
}
