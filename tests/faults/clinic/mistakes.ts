/** A mistake somebody could make: a text of one source file, and what stands there instead. */
export type Mistake = {
  /** From the root of the repository. */
  readonly file: string;
  readonly changes: readonly { readonly find: string; readonly replace: string }[];
};

/** The mistakes that the faults of the site server and the hub must notice. */
export const MISTAKES = {
  'answers before the commit': {
    file: 'server/commands/command-bus.ts',
    changes: [
      {
        find: 'this.#sql.begin.run();',
        replace: 'if (!this.#parts.db.inTransaction) this.#sql.begin.run();',
      },
      {
        find: 'this.#sql.commit.run();',
        replace:
          'setTimeout(() => { if (this.#parts.db.inTransaction) this.#sql.commit.run(); }, 200);',
      },
    ],
  },
  'does not flush': {
    file: 'server/db/set-for-safety.ts',
    changes: [
      { find: "db.pragma('synchronous = FULL');", replace: "db.pragma('synchronous = NORMAL');" },
      { find: 'const FULL = 2;', replace: 'const FULL = 1;' },
    ],
  },
  'relies on the default': {
    file: 'server/db/set-for-safety.ts',
    changes: [
      { find: "db.pragma('synchronous = FULL');", replace: '' },
      { find: 'if (synchronous !== FULL) {', replace: 'if (synchronous === -1) {' },
    ],
  },
  'swallows the error of a commit': {
    file: 'server/commands/command-bus.ts',
    changes: [
      {
        find: 'this.#sql.commit.run();',
        replace: 'try { this.#sql.commit.run(); } catch { /* the mistake */ }',
      },
    ],
  },
  'acknowledges before its commit': {
    file: 'server/hub/postgres/database.ts',
    changes: [
      {
        find: "await client.query(result === null ? 'ROLLBACK' : 'COMMIT');",
        replace:
          "if (result === null) await client.query('ROLLBACK'); else setTimeout(() => void client.query('COMMIT').catch(() => {}), 200);",
      },
    ],
  },
} as const satisfies Readonly<Record<string, Mistake>>;

export type MistakeName = keyof typeof MISTAKES;

/** Where a program that is to make a mistake finds its name. */
export const MISTAKE_VARIABLE = 'FOYER_FAULTS_MISTAKE';

export function isMistakeName(name: string): name is MistakeName {
  return name in MISTAKES;
}

/** Makes the mistake in the text of its file. Throws when a text is not there exactly once. */
export function makeMistake({ file, changes }: Mistake, source: string): string {
  return changes.reduce((text, { find, replace }) => {
    if (text.split(find).length !== 2) {
      throw new Error(`The mistake cannot be made: ${file} does not have "${find}" exactly once.`);
    }
    return text.replace(find, () => replace);
  }, source);
}
