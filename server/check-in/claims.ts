import { randomUUID } from 'node:crypto';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

const VALID_MS = 5 * MINUTE_MS;

type Claim = {
  readonly appointmentId: string;
  readonly deviceId: string;
  readonly expiresAt: EpochMs;
};

/**
 * What a kiosk holds between "is this your appointment?" and "yes": a random word instead of an id,
 * good for this kiosk and a few minutes. In memory only: after a restart people answer again.
 */
export class Claims {
  readonly #claims = new Map<string, Claim>();

  issue(appointmentId: string, deviceId: string, now: EpochMs): string {
    for (const [id, claim] of this.#claims) {
      if (claim.expiresAt < now) this.#claims.delete(id);
    }
    const id = randomUUID();
    this.#claims.set(id, { appointmentId, deviceId, expiresAt: now + VALID_MS });
    return id;
  }

  /** The appointment a claim stands for, or null when it expired or is another kiosk's. */
  appointmentId(id: string, deviceId: string, now: EpochMs): string | null {
    const claim = this.#claims.get(id);
    if (!claim || claim.deviceId !== deviceId || claim.expiresAt < now) return null;
    return claim.appointmentId;
  }
}
