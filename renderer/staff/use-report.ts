import { useEffect, useEffectEvent, useState } from 'preact/compat';
import type {
  KioskBridge,
  KioskReport,
  UnlockedReport,
} from '../../shared/contract/kiosk-bridge.ts';
import { REPORT_EVERY_MS } from './timings.ts';

type Setting = {
  readonly readReport: KioskBridge['report'];
  readonly onLocked: () => void;
};

/** The shell's newest report on itself; null until the first has come. */
export function useReport({ readReport, onLocked }: Setting): KioskReport | null {
  const [report, setReport] = useState<KioskReport | null>(null);
  const read = useEffectEvent(async (): Promise<void> => {
    const answer = await readReport().catch((): UnlockedReport | null => null);
    if (answer === null) return;
    if (answer.ok) setReport(answer.report);
    else onLocked();
  });
  useEffect(() => {
    let timer = 0;
    let isOver = false;
    const readOn = async (): Promise<void> => {
      await read();
      // One after the other: a slow answer is not asked for twice.
      if (!isOver) timer = window.setTimeout(() => void readOn(), REPORT_EVERY_MS);
    };
    void readOn();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, []);
  return report;
}
