import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('lines end as RFC 4180 says and the file begins with a byte order mark', () => {
  expect(csv(['day', 'n'], [['2026-11-21', 3]])).toBe('\uFEFFday,n\r\n2026-11-21,3\r\n');
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csv(['words'], [['a, "b"\nc']])).toBe('\uFEFFwords\r\n"a, ""b""\nc"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  '%j is not run as a formula',
  (text) => {
    const [cell] = parse(csv([], [[text]]), { bom: true, skipEmptyLines: true }).flat();

    expect(cell).toBe(`'${text}`);
  },
);

test('any words come back as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (cells) => {
      const safe = cells.map((cell) => `.${cell}`);
      expect(parse(csv(safe, []), { bom: true, recordDelimiter: '\r\n' })).toEqual([safe]);
    }),
  );
});
