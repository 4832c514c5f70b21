import { appendFileSync } from 'node:fs';
import Database from 'better-sqlite3';

// Loaded before a program of ours, this writes down how each connection to a database was set when it
// was last used: one JSON object a line.
const report = process.env['FOYER_FAULTS_CONNECTIONS'] ?? '';
const open = new Set<Database.Database>();
const original = Object.assign({}, Database.prototype);

Object.assign(Database.prototype, {
  prepare(this: Database.Database, source: string) {
    open.add(this);
    return original.prepare.call(this, source);
  },
  exec(this: Database.Database, source: string) {
    open.add(this);
    return original.exec.call(this, source);
  },
  close(this: Database.Database) {
    write(this);
    return original.close.call(this);
  },
});

process.on('exit', () => {
  for (const db of open) write(db);
});

function write(db: Database.Database): void {
  open.delete(db);
  if (!db.open || db.memory) return;
  const file = db.name;
  const isReadOnly = db.readonly || db.pragma('query_only', { simple: true }) === 1;
  const synchronous = db.pragma('synchronous', { simple: true });
  appendFileSync(report, `${JSON.stringify({ file, isReadOnly, synchronous })}\n`);
}
