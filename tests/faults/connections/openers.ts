import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PARTS = ['server', 'shared', 'electron', 'scripts'];

/** Whoever opens a database file, and why it may. Of anybody else nothing was proven. */
const KNOWN: Readonly<Record<string, string>> = {
  'server/db/open-database.ts': "the clinic's database: its connections are looked at",
  'server/hub/sqlite/open-hub-database.ts': "the hub's database: its connections are looked at",
  'server/db/lock-folder.ts': 'a lock, in which nothing is stored',
  'server/keeping/put-aside.ts':
    'the database that a restore replaces: it is made one file and copied, flushed as files',
  'server/keeping/open-copy.ts': 'a copy that is flushed as a file before it counts',
};

/** The files of the program that open a database and are not known to. */
export function unknownOpeners(): readonly string[] {
  return PARTS.flatMap((part) => sourcesIn(part)).filter(
    (file) =>
      !(file in KNOWN) &&
      /new Database\(|new DatabaseSync\(/.test(readFileSync(path.join(ROOT, file), 'utf8')),
  );
}

function sourcesIn(part: string): readonly string[] {
  return readdirSync(path.join(ROOT, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => `${part}/${name.replaceAll(path.sep, '/')}`);
}
