import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../../shared/domain/time.ts';

type Account = {
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly explanation: string;
};

/** Moves a file that is dealt with into `folder`, with the time before its name and an account beside it. */
export async function putAway(file: string, folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true });
  const target = await freeName(folder, `${stamp(account)}-${path.basename(file)}`);
  await rename(file, target);
  await writeFile(`${target}.txt`, `${account.explanation}\n`);
}

/** A second file of the same name in the same second must not replace the first. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const { name: stem, ext } = path.parse(name);
    const target = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if (!(await exists(target))) return target;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** "2026-11-21_10-40-05", by the clinic's clock. */
function stamp({ now, timeZone }: Account): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', '_')
    .replaceAll(':', '-');
}
