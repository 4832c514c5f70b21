import { useEffect, useState } from 'preact/compat';
import type { HubClinics } from '../../shared/contract/hub-report.ts';

const READ_EVERY_MS = 10_000;
const DEADLINE_MS = 8_000;

export type ClinicsReading = {
  /** What was read last; null before the first answer. */
  readonly clinics: HubClinics | null;
  /** `refused`: the token is not known. `offline`: the last try was not answered. */
  readonly state: 'reading' | 'live' | 'offline' | 'refused';
};

const NOTHING: ClinicsReading = { clinics: null, state: 'reading' };

/** Reads how the clinics are, at once and then every 10 seconds, for as long as the token is known. */
export function useClinics(token: string): ClinicsReading {
  const [reading, setReading] = useState<ClinicsReading>(NOTHING);
  useEffect(() => {
    let isOver = false;
    let timer = 0;
    const read = async (): Promise<void> => {
      const answer = await askClinics(token);
      if (isOver) return;
      if (answer === 'refused') {
        setReading({ clinics: null, state: 'refused' });
        return;
      }
      setReading((before) =>
        answer === null
          ? { clinics: before.clinics, state: 'offline' }
          : { clinics: answer, state: 'live' },
      );
      timer = window.setTimeout(() => void read(), READ_EVERY_MS);
    };
    setReading(NOTHING);
    void read();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [token]);
  return reading;
}

async function askClinics(token: string): Promise<HubClinics | 'refused' | null> {
  try {
    const response = await fetch('/api/v1/clinics', {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (response.status === 401 || response.status === 403) return 'refused';
    if (!response.ok) return null;
    // True because the hub that serves this page answers so.
    return (await response.json()) as HubClinics;
  } catch {
    return null;
  }
}
