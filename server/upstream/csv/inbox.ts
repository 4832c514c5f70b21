import type { Stats } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import type { App } from '../../app.ts';
import type { Clock } from '../../clock.ts';
import { type FileProblems, listProblems, problemText } from './file-problem.ts';
import { importAppointments, importSummary } from './import-appointments.ts';
import { parseAppointments } from './parse-appointments.ts';
import { putAway } from './put-away.ts';
import { MOST_BYTES, tooLarge } from './read-rows.ts';

export type InboxParts = {
  readonly app: Pick<App, 'db' | 'stores' | 'refresh'>;
  readonly clinic: Clinic;
  readonly folder: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** No further file is begun once this is aborted. */
  readonly stop: AbortSignal;
};

type Found = { readonly name: string; readonly signature: string; readonly modifiedAt: number };
type Outcome = { readonly isDone: boolean; readonly explanation: string };

/** Stands for the folder itself where a file's name is expected. */
const THE_FOLDER = '';

/** The folder that files of appointments are dropped into. */
export class Inbox {
  readonly #parts: InboxParts;
  #signatures = new Map<string, string>();
  readonly #troubles = new Map<string, string>();

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /**
   * Imports the files that are as they were at the last look, oldest first: one that still grows is
   * being copied. What cannot be read or moved now stays where it is for the next look. Never rejects.
   */
  async poll(): Promise<void> {
    await this.#attempt(THE_FOLDER, async () => {
      const found = await this.#look();
      const before = this.#signatures;
      this.#signatures = new Map(found.map(({ name, signature }) => [name, signature]));
      this.#forgetGone();
      for (const file of found) {
        if (this.#parts.stop.aborted) return;
        if (before.get(file.name) !== file.signature) continue;
        await this.#attempt(file.name, () => this.#take(file));
      }
    });
  }

  async #look(): Promise<readonly Found[]> {
    const { folder } = this.#parts;
    // Somebody may have removed the folder while we run.
    await mkdir(folder, { recursive: true });
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /^[^.].*\.csv$/i.test(entry.name));
    const found = await Promise.all(files.map(({ name }) => this.#describe(name)));
    return found
      .filter((file) => file !== null)
      .toSorted((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1));
  }

  #forgetGone(): void {
    for (const name of this.#troubles.keys()) {
      if (name !== THE_FOLDER && !this.#signatures.has(name)) this.#troubles.delete(name);
    }
  }

  async #describe(name: string): Promise<Found | null> {
    try {
      const stats = await stat(path.join(this.#parts.folder, name));
      return { name, signature: signatureOf(stats), modifiedAt: stats.mtimeMs };
    } catch {
      // It was taken away between the listing and now.
      return null;
    }
  }

  async #take({ name, signature }: Found): Promise<void> {
    const { clock, clinic, folder, stop } = this.#parts;
    const file = path.join(folder, name);
    const { size } = await stat(file);
    const bytes = size > MOST_BYTES ? null : await readFile(file, { signal: stop });
    if (signatureOf(await stat(file)) !== signature) return;
    const outcome = this.#apply(name, bytes);
    const at = { now: clock.now(), timeZone: clinic.timeZone };
    await putAway(file, path.join(folder, outcome.isDone ? 'done' : 'failed'), {
      ...at,
      explanation: outcome.explanation,
    });
    // The next file of this name is a new one, even with the same size and time.
    this.#signatures.delete(name);
  }

  #apply(name: string, bytes: Uint8Array | null): Outcome {
    const { app, clinic, clock, logger } = this.#parts;
    const now = clock.now();
    if (bytes === null) return this.#refuse(name, listProblems([tooLarge().problem]));
    const schedule = parseAppointments(bytes, clinic, now);
    if (!schedule.ok) return this.#refuse(name, schedule);
    const { db, stores } = app;
    const summary = importSummary(
      importAppointments({ name, bytes, schedule }, { db, stores, now }),
    );
    app.refresh();
    logger.info({ file: name, summary }, 'appointments were imported');
    return { isDone: true, explanation: summary };
  }

  #refuse(name: string, problems: FileProblems): Outcome {
    this.#parts.logger.warn({ file: name }, 'a file of appointments was refused; failed/ says why');
    return { isDone: false, explanation: `Nothing was imported.\n${problemText(problems)}` };
  }

  /** Says a trouble once, not at every look for as long as it lasts. */
  async #attempt(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.#troubles.delete(name);
    } catch (error) {
      if (this.#parts.stop.aborted) return;
      const trouble = error instanceof Error ? error.message : String(error);
      if (this.#troubles.get(name) === trouble) return;
      this.#troubles.set(name, trouble);
      this.#parts.logger.error(
        { err: error, file: name },
        'the folder of appointments cannot be worked on',
      );
    }
  }
}

function signatureOf(stats: Stats): string {
  return `${stats.size} ${stats.mtimeMs}`;
}
