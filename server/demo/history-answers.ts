import { screenWords } from '../../shared/domain/feedback/screen-words.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { FaceAnswer } from '../db/answers.ts';
import type { Stores } from '../db/stores.ts';
import { BETTER_WORDS, THANKS_WORDS } from './history-words.ts';
import type { PastDayParts, PastVisit } from './history-visits.ts';

const ANSWERED_SHARE = 0.27;
const LONG_WAIT_MINUTES = 35;
const BETTER_WEIGHTS = [
  ['waiting-time', 31],
  ['kept-informed', 19],
  ['finding-my-way', 9],
  ['how-treated', 6],
  ['listening', 5],
  ['privacy', 3],
  ['cleanliness', 2],
  ['something-else', 2],
] as const;
const THANKS_WEIGHTS = [
  ['the-doctor', 9],
  ['the-nurse', 8],
  ['short-wait', 6],
  ['the-desk-team', 5],
  ['clear-answers', 5],
  ['something-good', 1],
] as const;
const CONSENT = 'You may contact me about this visit.';
// Numbers and addresses that are kept for invented people: nobody can be reached there.
const CONTACTS = ['07700 900123', '07700 900461', 'someone@example.com', '07700 900872'] as const;

type AnswerParts = PastDayParts & { readonly now: EpochMs };

/** Writes the faces touched on an invented day, and what some people added to them. */
export function answerPastVisits(
  stores: Stores,
  visits: readonly PastVisit[],
  parts: AnswerParts,
): void {
  for (const [index, visit] of visits.entries()) {
    if (visit.seenAt === null || !parts.chance.isLucky(ANSWERED_SHARE)) continue;
    answer(stores, { ...parts, visit, seenAt: visit.seenAt, index });
  }
  if (parts.chance.isLucky(0.3)) play(stores, parts);
}

type OneAnswer = AnswerParts & {
  readonly visit: PastVisit;
  readonly seenAt: EpochMs;
  readonly index: number;
};

function answer(stores: Stores, parts: OneAnswer): void {
  const { chance, index, seenAt, visit } = parts;
  const score = drawScore(parts);
  const touchedAt = seenAt + chance.whole(40, 300) * SECOND_MS;
  const face = faceOf(parts, { name: String(index), score, touchedAt, language: visit.language });
  stores.answers.insert(face);
  if (chance.isLucky(0.15)) {
    const again = { ...face, id: `${face.id}-again`, leftOut: 'repeat' } as const;
    stores.answers.insert({ ...again, touchedAt: touchedAt + 2 * SECOND_MS });
  }
  followUp(stores, face, parts);
  if (score >= 3) return;
  if (chance.isLucky(0.12)) askContact(stores, face, parts);
  if (chance.isLucky(0.08)) askToTalk(stores, face, parts);
}

function drawScore({ chance, day, visit }: OneAnswer): number {
  const goodShare = visit.waitMinutes > LONG_WAIT_MINUTES ? 0.7 : 0.89;
  if (chance.isLucky(day.isBad ? goodShare - 0.14 : goodShare)) {
    return chance.isLucky(0.6) ? 4 : 3;
  }
  return chance.isLucky(0.66) ? 2 : 1;
}

function followUp(stores: Stores, face: FaceAnswer, { chance }: OneAnswer): void {
  const isGood = face.score >= 3;
  if (!chance.isLucky(isGood ? 0.35 : 0.79)) return;
  const weights: readonly (readonly [string, number])[] = isGood ? THANKS_WEIGHTS : BETTER_WEIGHTS;
  const reasonIds = new Set([chance.weighted(weights)]);
  if (chance.isLucky(0.35)) reasonIds.add(chance.weighted(weights));
  const texts = (isGood ? THANKS_WORDS : BETTER_WORDS)[face.language];
  const words = texts !== undefined && chance.isLucky(0.12) ? chance.oneOf(texts) : '';
  const wordFlags = screenWords(words);
  stores.answers.followUp(face.id, { reasonIds: [...reasonIds], words, wordFlags });
}

/** Most are called back within some hours; of those who asked last, some still wait. */
function askContact(stores: Stores, face: FaceAnswer, { chance, day, now }: OneAnswer): void {
  const id = `${face.id}-contact`;
  const { touchedAt: askedAt } = face;
  const contact = chance.oneOf(CONTACTS);
  stores.answers.askContact({ id, answerId: face.id, contact, consentText: CONSENT, askedAt });
  const closedAt = askedAt + chance.whole(1, 7) * HOUR_MS;
  const isWaiting = day.daysAgo <= 2 && chance.isLucky(0.6);
  if (!isWaiting && closedAt < now) stores.answers.closeContact(id, closedAt);
}

function askToTalk(stores: Stores, face: FaceAnswer, { chance }: OneAnswer): void {
  const id = `${face.id}-talk`;
  const askedAt = face.touchedAt + 8 * SECOND_MS;
  stores.help.insert({
    id,
    kind: 'talk-now',
    deviceId: face.deviceId,
    place: 'Exit',
    screen: null,
    language: face.language,
    visitId: null,
    answerId: face.id,
    askedAt,
  });
  stores.help.answer(id, 'demonstration-staff', askedAt + chance.whole(30, 170) * SECOND_MS);
}

/** Somebody's children found the faces. */
function play(stores: Stores, parts: AnswerParts): void {
  const { chance, day } = parts;
  const startAt = day.opensAt + chance.whole(60, 500) * MINUTE_MS;
  const touches = chance.whole(6, 14);
  for (let touch = 0; touch < touches; touch += 1) {
    const face = faceOf(parts, {
      name: `play-${touch}`,
      score: chance.whole(1, 4),
      touchedAt: startAt + touch * SECOND_MS,
      language: 'en',
    });
    stores.answers.insert({ ...face, leftOut: touch < 5 ? 'repeat' : 'play' });
  }
}

function faceOf(
  { day, file }: AnswerParts,
  touch: Pick<FaceAnswer, 'score' | 'touchedAt' | 'language'> & { readonly name: string },
): FaceAnswer {
  const { name, score, touchedAt, language } = touch;
  return {
    id: `past-${day.day}-${name}`,
    day: day.day,
    deviceId: 'demonstration-feedback',
    score,
    faces: file.feedback.faces,
    touchedAt,
    receivedAt: touchedAt + SECOND_MS,
    language,
    happySide: language === 'ar' ? 'right' : 'left',
    leftOut: null,
  };
}
