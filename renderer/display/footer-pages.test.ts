import { expect, test } from 'vitest';
import type { ShownCall, ShownNotice } from '../../shared/contract/snapshots.ts';
import { footerPages } from './footer-pages.ts';

const LANGUAGES = ['en', 'es', 'ar', 'fr'];
const notice: ShownNotice = {
  noticeId: 'n1',
  stationLabel: { en: 'Room 5' },
  minutes: 20,
  reason: { en: 'A patient needed more time' },
};
const call: ShownCall = {
  callNumber: 1,
  ticket: 'K42',
  stationLabel: { en: 'Room 3' },
  calledAt: 0,
  isRecall: false,
  isOpen: false,
};

test('a notice is shown whole in each of the first three languages', () => {
  const pages = footerPages({ notices: [notice], earlier: [], languages: LANGUAGES });

  expect(pages).toEqual([
    { kind: 'notice', language: 'en', notice },
    { kind: 'notice', language: 'es', notice },
    { kind: 'notice', language: 'ar', notice },
  ]);
});

test('earlier calls come round after every notice', () => {
  const pages = footerPages({ notices: [notice], earlier: [call], languages: ['en', 'es'] });

  expect(pages.map((page) => page.kind)).toEqual(['notice', 'calls', 'notice', 'calls']);
});

test('without notices earlier calls stay in sight', () => {
  const pages = footerPages({ notices: [], earlier: [call], languages: LANGUAGES });

  expect(pages).toEqual([{ kind: 'calls', id: 'calls', calls: [call] }]);
});

test('with nothing else to say it tells people to listen, in their languages', () => {
  const pages = footerPages({ notices: [], earlier: [], languages: ['en', 'ar'] });

  expect(pages).toEqual([
    { kind: 'hint', language: 'en' },
    { kind: 'hint', language: 'ar' },
  ]);
});
