import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactKind, isReadableContact, withWesternDigits } from './contact.ts';

test.each([
  '087 123 4567',
  '+353 87 123 4567',
  '(01) 234-5678',
  '020.7946.0958',
  ' 612345 ',
  '٠٨٧ ١٢٣ ٤٥٦٧',
  '۰۸۷۱۲۳۴۵۶۷',
])('"%s" is a phone number', (typed) => {
  expect(contactKind(typed)).toBe('phone');
  expect(isReadableContact(typed)).toBe(true);
});

test.each(['ana@example.org', 'a.b+c@mail.example.co.uk', 'niña@correo.es', 'x_1@sub-domain.io'])(
  '"%s" is an e-mail address',
  (typed) => {
    expect(contactKind(typed)).toBe('email');
  },
);

test.each([
  '',
  '   ',
  '12345',
  '1234567890123456',
  '087 123 456x',
  '+',
  'ana@',
  '@example.org',
  'ana@example',
  'ana@example.',
  'ana example@mail.org',
  'ana@@example.org',
  'call me',
  `${'a'.repeat(120)}@example.org`,
])('"%s" is neither', (typed) => {
  expect(contactKind(typed)).toBeNull();
  expect(isReadableContact(typed)).toBe(false);
});

test('digits of all three keyboards are the same number', () => {
  expect(withWesternDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789')).toBe(
    '0123456789 0123456789 0123456789',
  );
});

test('spaces in a phone number never change what it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('0', '1', '5', '9'), { minLength: 1, maxLength: 18 }),
      (digits) => {
        expect(contactKind(digits.join(' '))).toBe(contactKind(digits.join('')));
      },
    ),
  );
});
