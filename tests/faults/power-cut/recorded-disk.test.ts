import { expect, test } from 'vitest';
import { RecordedDisk, type Survival } from './recorded-disk.ts';
import type { Step } from './recording.ts';

const NAME = 'clinic.db';
const always = () => 0;
const never = () => 0.99;

function write(offset: number, text: string): Step {
  return { kind: 'write', name: NAME, offset, data: Buffer.from(text) };
}

function left(steps: readonly Step[], survival: Survival, random = always) {
  const disk = new RecordedDisk();
  for (const step of steps) disk.take(step);
  const files = disk.afterPowerCut(survival, random);
  return Object.fromEntries([...files].map(([name, content]) => [name, content.toString()]));
}

const FLUSHED: readonly Step[] = [
  { kind: 'create', name: NAME },
  write(0, 'abc'),
  { kind: 'flush', name: NAME },
  { kind: 'flush-names' },
];

test('what was flushed is there whatever else survives', () => {
  for (const survival of ['nothing', 'some writes', 'some sectors', 'everything'] as const) {
    expect(left(FLUSHED, survival, never)).toEqual({ [NAME]: 'abc' });
  }
});

test('what was not flushed may be gone, or there', () => {
  const steps = [...FLUSHED, write(1, 'XYZ')];

  expect(left(steps, 'nothing')).toEqual({ [NAME]: 'abc' });
  expect(left(steps, 'some writes', never)).toEqual({ [NAME]: 'abc' });
  expect(left(steps, 'some writes', always)).toEqual({ [NAME]: 'aXYZ' });
  expect(left(steps, 'everything')).toEqual({ [NAME]: 'aXYZ' });
});

test('a write may be torn between two sectors', () => {
  const steps = [...FLUSHED, write(0, `${'1'.repeat(512)}${'2'.repeat(512)}`)];
  const draws = [0.9, 0.1];

  const files = left(steps, 'some sectors', () => draws.shift() ?? 0);

  expect(files[NAME]).toBe(`abc${'\0'.repeat(509)}${'2'.repeat(512)}`);
});

test('cutting off and growing keep what is before', () => {
  const cutOff: Step = { kind: 'cut-off', name: NAME, size: 1 };

  expect(left([...FLUSHED, cutOff], 'everything')).toEqual({ [NAME]: 'a' });
  expect(left([...FLUSHED, cutOff, { ...cutOff, size: 3 }], 'everything')).toEqual({
    [NAME]: 'a\0\0',
  });
  expect(left([...FLUSHED, { ...cutOff, size: 3 }], 'everything')).toEqual({ [NAME]: 'abc' });
});

test('a name that the folder does not hold yet is gone with its file, however well that was flushed', () => {
  const steps: readonly Step[] = [
    ...FLUSHED,
    { kind: 'create', name: 'clinic.db-wal' },
    { kind: 'flush', name: 'clinic.db-wal' },
  ];

  expect(left(steps, 'nothing')).toEqual({ [NAME]: 'abc' });
  expect(left(steps, 'everything')).toEqual({ [NAME]: 'abc', 'clinic.db-wal': '' });
});

test('a file that was removed may be back, and a rename may not have happened', () => {
  const steps: readonly Step[] = [...FLUSHED, { kind: 'rename', name: NAME, to: 'new' }];

  expect(left(steps, 'nothing')).toEqual({ [NAME]: 'abc' });
  expect(left(steps, 'everything')).toEqual({ new: 'abc' });
  expect(left([...FLUSHED, { kind: 'remove', name: NAME }], 'nothing')).toEqual({ [NAME]: 'abc' });
});
