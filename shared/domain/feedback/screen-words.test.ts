import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screenWords } from './screen-words.ts';

test.each([
  'The nurse was very kind',
  'I waited 45 minutes, room 12 was cold',
  'La recepción fue muy amable, gracias',
  'El armario de la sala está roto',
  'كانت الممرضة لطيفة جدا، شكرا',
  'He skilled and gunmetal chairs',
])('"%s" needs no second look', (words) => {
  expect(screenWords(words)).toEqual([]);
});

test.each(['ring me on 087 123 4567', '+34 (612) 345-678', 'رقمي ٠٨٧١٢٣٤٥٦٧'])(
  '"%s" may hold a phone number',
  (words) => {
    expect(screenWords(words)).toEqual(['phone-number']);
  },
);

test('an e-mail address is flagged', () => {
  expect(screenWords('write to ana@example.org please')).toEqual(['e-mail']);
});

test.each([
  'I feel SUICIDAL',
  "I can't breathe",
  'He hit me.',
  'no me siento bien, quiero morirme',
  'Me Pegó en casa',
  'me hago dano',
  'فكرت في الانتحار',
  'أُرِيدُ أَنْ أَمُوت',
  'هو يضربني',
])('"%s" brings a person', (words) => {
  expect(screenWords(words)).toEqual(['danger']);
});

test('all that is found is flagged', () => {
  expect(screenWords('he threatens me 0871234567 a@b.ie')).toEqual([
    'phone-number',
    'e-mail',
    'danger',
  ]);
});

test('a danger word is found wherever it stands and however it is written', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('suicide', 'Amenaza', 'تحرش', 'not safe'),
      fc.constantFrom('', 'hello ', 'ok, ', '¡'),
      fc.constantFrom('', '!', ' now', '.'),
      (word, before, after) => {
        expect(screenWords(`${before}${word.toUpperCase()}${after}`)).toContain('danger');
      },
    ),
  );
});
