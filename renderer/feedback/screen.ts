import { type EpochMs, SECOND_MS } from '../../shared/domain/time.ts';
import {
  followUpKind,
  type GivenAnswer,
  type Saving,
  type Score,
  type Talk,
  withReasonTurned,
  withScore,
} from './answer.ts';
import {
  type Closing,
  CLOSES_AFTER_HAPPY_MS,
  CLOSES_AFTER_UNHAPPY_MS,
  closingIn,
  extended,
  LONGEST_MS,
} from './closing.ts';

// UX 4, "Play and repeats".
export const LOCK_MS = 1.2 * SECOND_MS;
export const REST_MS = 10 * SECOND_MS;

export type Panel = 'reasons' | 'words' | 'contact' | 'talk';

export type Screen =
  | {
      readonly kind: 'faces';
      /** The face just touched, while it is being saved. */
      readonly pressed: Score | null;
      /** An answer whose face the next touch replaces, until it closes. */
      readonly changing: { readonly answer: GivenAnswer; readonly closing: Closing } | null;
    }
  | {
      readonly kind: 'thanks';
      readonly answer: GivenAnswer;
      readonly panel: Panel;
      readonly closing: Closing;
    }
  | { readonly kind: 'rest'; readonly untilAt: EpochMs };

export const FACES: Screen = { kind: 'faces', pressed: null, changing: null };

export type ScreenEvent =
  | { readonly type: 'face-pressed'; readonly score: Score }
  | { readonly type: 'answered'; readonly answer: GivenAnswer; readonly now: EpochMs }
  | { readonly type: 'saving-changed'; readonly answerId: string; readonly saving: Saving }
  | { readonly type: 'change-asked' }
  | { readonly type: 'reason-turned'; readonly reasonId: string }
  | { readonly type: 'panel-opened'; readonly panel: Panel; readonly now: EpochMs }
  | { readonly type: 'words-written'; readonly words: string }
  | { readonly type: 'contact-changed'; readonly answerId: string; readonly saving: Saving }
  | {
      readonly type: 'talk-changed';
      readonly answerId: string;
      readonly talk: Talk;
      readonly now: EpochMs;
    }
  | { readonly type: 'touched'; readonly now: EpochMs }
  | { readonly type: 'played'; readonly now: EpochMs }
  | { readonly type: 'closed' };

/** What is on the screen after something happened. Events that no longer fit change nothing. */
export function nextScreen(screen: Screen, event: ScreenEvent): Screen {
  switch (event.type) {
    case 'face-pressed':
      return screen.kind === 'faces' ? { ...screen, pressed: event.score } : screen;
    case 'answered':
      return screen.kind === 'faces' && screen.pressed !== null
        ? thanksFor(event.answer, event.now)
        : screen;
    case 'change-asked':
      if (screen.kind !== 'thanks') return screen;
      return { kind: 'faces', pressed: null, changing: screen };
    case 'panel-opened':
      if (screen.kind !== 'thanks') return screen;
      return { ...screen, panel: event.panel, closing: extended(screen.closing, event.now) };
    case 'touched':
      return withMoreTime(screen, event.now);
    case 'played':
      return { kind: 'rest', untilAt: event.now + REST_MS };
    case 'closed':
      return FACES;
    case 'saving-changed':
    case 'reason-turned':
    case 'words-written':
    case 'contact-changed':
    case 'talk-changed':
      return screen.kind === 'thanks' ? withAnswer(screen, event) : screen;
  }
}

/** Whether somebody has begun an answer; the plain faces and the rest after play wait for nobody. */
export function isAnswering(screen: Screen): boolean {
  if (screen.kind === 'faces') return screen.pressed !== null || screen.changing !== null;
  return screen.kind === 'thanks';
}

/** An answer with the face that was touched last; null asks for a new answer. */
export function changedAnswer(screen: Screen, score: Score): GivenAnswer | null {
  if (screen.kind !== 'faces' || screen.changing === null) return null;
  return withScore(screen.changing.answer, score);
}

function thanksFor(answer: GivenAnswer, now: EpochMs): Screen {
  const isHappy = followUpKind(answer.score) === 'thanks';
  const closing = closingIn(isHappy ? CLOSES_AFTER_HAPPY_MS : CLOSES_AFTER_UNHAPPY_MS, now);
  return { kind: 'thanks', answer, panel: 'reasons', closing };
}

type Thanks = Extract<Screen, { kind: 'thanks' }>;
type AnswerEvent = Extract<
  ScreenEvent,
  {
    type: 'saving-changed' | 'reason-turned' | 'words-written' | 'contact-changed' | 'talk-changed';
  }
>;

function withAnswer(screen: Thanks, event: AnswerEvent): Screen {
  const { answer } = screen;
  switch (event.type) {
    case 'reason-turned':
      return { ...screen, answer: withReasonTurned(answer, event.reasonId) };
    case 'words-written':
      return { ...screen, panel: 'reasons', answer: { ...answer, words: event.words } };
    case 'contact-changed': {
      if (answer.answerId !== event.answerId) return screen;
      // The first news closes the entry; later news must not close what is open by then.
      const panel = answer.contact === null ? 'reasons' : screen.panel;
      return { ...screen, panel, answer: { ...answer, contact: event.saving } };
    }
    case 'saving-changed':
      if (answer.answerId !== event.answerId) return screen;
      return { ...screen, answer: { ...answer, saving: event.saving } };
    case 'talk-changed':
      return withTalk(screen, event);
  }
}

function withTalk(screen: Thanks, event: Extract<ScreenEvent, { type: 'talk-changed' }>): Screen {
  const { answer } = screen;
  // News about a call of somebody who has gone, or bad news after the good.
  if (answer.answerId !== event.answerId || answer.talk === 'coming') return screen;
  const isFirstNews = answer.talk === 'not-asked';
  return {
    ...screen,
    panel: isFirstNews ? 'talk' : screen.panel,
    answer: { ...answer, talk: event.talk },
    // Whoever waits for staff should not see the words go away before they come.
    closing: closingIn(LONGEST_MS, event.now),
  };
}

function withMoreTime(screen: Screen, now: EpochMs): Screen {
  if (screen.kind === 'thanks') return { ...screen, closing: extended(screen.closing, now) };
  if (screen.kind !== 'faces' || screen.changing === null) return screen;
  const { changing } = screen;
  return { ...screen, changing: { ...changing, closing: extended(changing.closing, now) } };
}
