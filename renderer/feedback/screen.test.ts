import { expect, test } from 'vitest';
import { type GivenAnswer, newAnswer, scoresShown, type Score } from './answer.ts';
import { secondsLeft } from './closing.ts';
import {
  changedAnswer,
  FACES,
  isAnswering,
  nextScreen,
  type Screen,
  type ScreenEvent,
} from './screen.ts';

const NOON = Date.UTC(2026, 4, 4, 12);

function after(...events: readonly ScreenEvent[]): Screen {
  return events.reduce(nextScreen, FACES);
}

function answered(score: Score): readonly ScreenEvent[] {
  return [
    { type: 'face-pressed', score },
    { type: 'answered', answer: newAnswer('a', score, 'saved'), now: NOON },
  ];
}

function answerOf(screen: Screen): GivenAnswer {
  if (screen.kind !== 'thanks') throw new Error('no answer on the screen');
  return screen.answer;
}

test('somebody is answering from the face touched until the faces are plain again', () => {
  expect(isAnswering(FACES)).toBe(false);
  expect(isAnswering(after({ type: 'face-pressed', score: 4 }))).toBe(true);
  expect(isAnswering(after(...answered(1)))).toBe(true);
  expect(isAnswering(after(...answered(1), { type: 'change-asked' }))).toBe(true);
  expect(isAnswering(after(...answered(1), { type: 'closed' }))).toBe(false);
  expect(isAnswering(after({ type: 'played', now: NOON }))).toBe(false);
});

test('the positive side comes first, and the neutral face only among five', () => {
  expect(scoresShown(4)).toEqual([4, 3, 2, 1]);
  expect(scoresShown(5)).toEqual([4, 3, 0, 2, 1]);
});

test('a touch leads to thanks that close after 12 seconds when happy and 10 when not', () => {
  for (const [score, seconds] of [
    [4, 12],
    [3, 12],
    [0, 10],
    [2, 10],
    [1, 10],
  ] as const) {
    const screen = after(...answered(score));
    if (screen.kind !== 'thanks') throw new Error('no thanks');
    expect(secondsLeft(screen.closing, NOON)).toBe(seconds);
  }
});

test('reasons turn on and off, and many may be on', () => {
  const screen = after(
    ...answered(2),
    { type: 'reason-turned', reasonId: 'wait' },
    { type: 'reason-turned', reasonId: 'listening' },
    { type: 'reason-turned', reasonId: 'wait' },
    { type: 'reason-turned', reasonId: 'privacy' },
  );

  expect(answerOf(screen).reasonIds).toEqual(['listening', 'privacy']);
});

test('after "Change" the next face replaces the score of the same answer', () => {
  const screen = after(...answered(1), { type: 'change-asked' });

  expect(screen.kind).toBe('faces');
  expect(changedAnswer(screen, 4)).toMatchObject({ answerId: 'a', score: 4 });
  expect(changedAnswer(FACES, 4)).toBeNull();
});

test('a change from unhappy to happy drops the reasons and keeps the words', () => {
  const screen = after(
    ...answered(1),
    { type: 'reason-turned', reasonId: 'wait' },
    { type: 'words-written', words: 'Cold room' },
    { type: 'change-asked' },
  );

  expect(changedAnswer(screen, 3)).toMatchObject({ reasonIds: [], words: 'Cold room' });
  expect(changedAnswer(screen, 2)).toMatchObject({ reasonIds: ['wait'], words: 'Cold room' });
});

test('nothing of an answer is left once the screen has closed', () => {
  const screen = after(
    ...answered(1),
    { type: 'words-written', words: 'secret' },
    { type: 'closed' },
  );

  expect(screen).toEqual(FACES);
});

test('a change that nobody makes closes, so that the next person gives an answer of their own', () => {
  const screen = after(...answered(1), { type: 'change-asked' }, { type: 'closed' });

  expect(changedAnswer(screen, 4)).toBeNull();
});

test('news of a call for staff reaches only the answer it belongs to', () => {
  const asked = after(...answered(1), {
    type: 'talk-changed',
    answerId: 'a',
    talk: 'calling',
    now: NOON,
  });
  const news = { type: 'talk-changed', answerId: 'b', talk: 'coming', now: NOON } as const;

  expect(answerOf(nextScreen(asked, news)).talk).toBe('calling');
  expect(answerOf(nextScreen(asked, { ...news, answerId: 'a' })).talk).toBe('coming');
});

test('once somebody is coming the screen does not send the person away', () => {
  const screen = after(
    ...answered(1),
    { type: 'talk-changed', answerId: 'a', talk: 'coming', now: NOON },
    { type: 'talk-changed', answerId: 'a', talk: 'go-to-desk', now: NOON },
  );

  expect(answerOf(screen).talk).toBe('coming');
});

test('late news never closes the words somebody is writing', () => {
  const writing = after(
    ...answered(1),
    { type: 'talk-changed', answerId: 'a', talk: 'calling', now: NOON },
    { type: 'contact-changed', answerId: 'a', saving: 'sending' },
    { type: 'panel-opened', panel: 'words', now: NOON },
    { type: 'talk-changed', answerId: 'a', talk: 'coming', now: NOON },
    { type: 'contact-changed', answerId: 'a', saving: 'saved' },
  );

  expect(writing).toMatchObject({
    panel: 'words',
    answer: { talk: 'coming', contact: 'saved' },
  });
});

test('play puts the screen to rest wherever it is, and it comes back to the faces', () => {
  const resting = after(...answered(4), { type: 'played', now: NOON });

  expect(resting).toEqual({ kind: 'rest', untilAt: NOON + 10_000 });
  expect(nextScreen(resting, { type: 'closed' })).toEqual(FACES);
});

test('an answer saved after the screen went to rest does not wake it', () => {
  const resting = after({ type: 'played', now: NOON });

  expect(
    nextScreen(resting, { type: 'answered', answer: newAnswer('a', 4, 'saved'), now: NOON }),
  ).toEqual(resting);
});
