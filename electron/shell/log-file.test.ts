import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLogFile } from './log-file.ts';

const KILOBYTE = 1024;

function scene() {
  const root = mkdtempSync(path.join(tmpdir(), 'log-file-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = path.join(root, 'logs');
  const saidElsewhere: string[] = [];
  const open = () => {
    const log = openLogFile(folder, (text) => saidElsewhere.push(text));
    onTestFinished(log.close);
    return log;
  };
  return { folder, file: path.join(folder, 'kiosk.log'), saidElsewhere, open };
}

test('a line is in the file at once, after those of earlier runs', () => {
  const { file, open } = scene();
  const first = open();
  first.write('one');
  first.close();
  const second = open();

  second.write('two');

  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  expect(second.tail(10)).toEqual(['one', 'two']);
});

test('a line stays one line, and a very long one is cut', () => {
  const { open } = scene();
  const log = open();

  log.write('a page said\nforged line\r\nanother');
  log.write('x'.repeat(100 * KILOBYTE));

  const [said, long, ...rest] = log.tail(10);
  expect(said).toBe(String.raw`a page said\nforged line\nanother`);
  expect(long?.length).toBe(8 * KILOBYTE);
  expect(rest).toEqual([]);
});

test('only its owner can read it, also when it was there before', () => {
  const { folder, file, open } = scene();
  mkdirSync(folder);
  writeFileSync(file, 'old\n');
  chmodSync(file, 0o644);

  open().write('new');

  expect(statSync(file).mode % 0o1000).toBe(0o600);
});

test('three files of two megabytes are kept, and the newest lines are in the first', () => {
  const { folder, file, open } = scene();
  const log = open();
  const filler = '.'.repeat(4 * KILOBYTE);

  for (let number = 0; number < 2_000; number += 1) log.write(`${number} ${filler}`);

  expect(readdirSync(folder).toSorted()).toEqual(['kiosk.1.log', 'kiosk.2.log', 'kiosk.log']);
  for (const name of readdirSync(folder)) {
    const { size, mode } = statSync(path.join(folder, name));
    expect(size).toBeLessThanOrEqual(2 * KILOBYTE * KILOBYTE);
    expect(mode % 0o1000).toBe(0o600);
  }
  const numbers = ['kiosk.2.log', 'kiosk.1.log', 'kiosk.log'].flatMap((name) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => Number.parseInt(line, 10)),
  );
  expect(numbers).toEqual(numbers.map((_, index) => 2_000 - numbers.length + index));
  expect(readFileSync(file, 'utf8')).toContain(`1999 ${filler}`);
});

test('a file that an earlier run has filled makes way for a new one', () => {
  const { folder, file, open } = scene();
  mkdirSync(folder);
  writeFileSync(file, `${'x'.repeat(2 * KILOBYTE * KILOBYTE - 1)}\n`);

  open().write('new');

  expect(readFileSync(file, 'utf8')).toBe('new\n');
  expect(statSync(path.join(folder, 'kiosk.1.log')).size).toBe(2 * KILOBYTE * KILOBYTE);
});

test('the tail has the newest lines, newest last, also just after a new file was begun', () => {
  const { folder, open } = scene();
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'kiosk.1.log'), 'one\ntwo\nthree\n');
  const log = open();
  log.write('four');

  expect(log.tail(2)).toEqual(['three', 'four']);
  expect(log.tail(100)).toEqual(['one', 'two', 'three', 'four']);
  expect(log.tail(0)).toEqual([]);
  expect(log.tail(-1)).toEqual([]);
});

test('the tail of a long log is bounded and holds whole lines only', () => {
  const { open } = scene();
  const log = open();
  for (let number = 0; number < 400; number += 1) log.write(`${number} ${'é'.repeat(KILOBYTE)}`);

  const lines = log.tail(100_000);

  expect(lines.length).toBeLessThan(200);
  expect(lines.at(-1)).toMatch(/^399 é+$/);
  expect(lines.every((line) => /^\d+ é{1024}$/.test(line))).toBe(true);
});

test('what cannot be written is said elsewhere, with the reason once, until it can be again', () => {
  const { file, saidElsewhere, open } = scene();
  mkdirSync(file, { recursive: true });
  const log = open();

  log.write('one');
  log.write('two');
  expect(saidElsewhere).toEqual([
    expect.stringContaining('cannot be written: Error: EISDIR'),
    'one\n',
    'two\n',
  ]);
  expect(log.tail(10)).toEqual([]);

  rmdirSync(file);
  log.write('three');
  expect(log.tail(10)).toEqual(['three']);
  expect(saidElsewhere).toHaveLength(3);
});

test('a line after the end is not lost, and ending twice is harmless', () => {
  const { saidElsewhere, open } = scene();
  const log = open();
  log.write('one');
  log.close();
  log.close();

  log.write('two');

  expect(saidElsewhere).toEqual(['two\n']);
});
