import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/db/open-database.ts';

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'foyer-db-'));
  folders.push(made);
  return made;
}

afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test('every connection flushes before it acknowledges, also the second time the file is opened', () => {
  const place = folder();
  openDatabase(place).close();

  const again = openDatabase(place);

  expect(again.pragma('synchronous', { simple: true })).toBe(2);
  expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
  again.close();
});

test('without our setting the second open would not flush: the trap this guards against is real', () => {
  const place = folder();
  openDatabase(place).close();

  const plain = new Database(path.join(place, 'clinic.db'));

  expect(plain.pragma('synchronous', { simple: true })).toBe(1);
  plain.close();
});

test('a database of a newer program is not touched', () => {
  const place = folder();
  const db = openDatabase(place);
  db.pragma('user_version = 999');
  db.close();

  expect(() => openDatabase(place)).toThrow(/version 999.*newer program/);
});

test('a data folder that is a file is said in one sentence', () => {
  const place = path.join(folder(), 'clinic.db');
  openDatabase(path.dirname(place)).close();

  expect(() => openDatabase(place)).toThrow(/The data folder cannot be used/);
});

test('the queries of every turn use an index', () => {
  const db = openDatabase(folder());
  const plan = (sql: string): string =>
    JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());

  expect(
    plan("SELECT * FROM appointment WHERE day = '' AND date_of_birth = '' AND last_initial = ''"),
  ).toContain('USING INDEX appointment_identity');
  expect(plan("SELECT * FROM command_reply WHERE command_id = ''")).toContain('USING PRIMARY KEY');
  expect(plan('SELECT * FROM event WHERE seq > 1 ORDER BY seq LIMIT 5')).toContain(
    'INTEGER PRIMARY KEY',
  );
  expect(plan('SELECT * FROM call WHERE called_at >= 1')).toContain('USING INDEX call_time');
  db.close();
});
