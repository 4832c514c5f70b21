import { type RefObject, useEffect, useEffectEvent, useReducer, useRef } from 'preact/compat';
import { SECOND_MS } from '../../shared/domain/time.ts';
import { newId } from '../realtime/connection.ts';
import { type GivenAnswer, newAnswer, type Saving, type Score } from './answer.ts';
import type { OutboxEntry } from './outbox/entry.ts';
import type { Outbox, Put } from './outbox/outbox.ts';
import { changedAnswer, FACES, LOCK_MS, nextScreen, type Panel, type Screen } from './screen.ts';
import {
  afterRest,
  isPlayedWith,
  measured,
  NO_TOUCHES,
  type TouchLog,
  withTouch,
} from './touch-log.ts';

type Language = Extract<OutboxEntry, { name: 'feedback:face' }>['body']['language'];

type Options = {
  readonly outbox: Outbox;
  readonly language: Language;
  readonly isLive: boolean;
  /** Called when the screen goes back to the faces, for whoever comes next. */
  readonly onClosed: () => void;
};

export type Feedback = {
  readonly screen: Screen;
  readonly touchFace: (score: Score) => void;
  readonly change: () => void;
  readonly turnReason: (reasonId: string) => void;
  readonly open: (panel: Panel) => void;
  readonly writeWords: (words: string) => void;
  readonly giveContact: (contact: string, consentText: string) => void;
  readonly talkToStaff: () => void;
  readonly finish: () => void;
  /** Somebody is still there. */
  readonly stay: () => void;
  /** Whether a touch came so soon after a face that it cannot have been meant. */
  readonly isLocked: () => boolean;
  readonly noteLockedTouch: () => void;
};

/** Long enough to be seen, short enough that "saved" comes within the same breath. */
const PRESS_MS = 0.18 * SECOND_MS;
/** So long a person waits for an answer before they are told how things stand (UX 7). */
const PATIENCE_MS = 5 * SECOND_MS;

/** One answer after another on this terminal: what is shown, and what goes into the outbox. */
export function useFeedback({ outbox, language, isLive, onClosed }: Options): Feedback {
  const [screen, dispatch] = useReducer(nextScreen, FACES);
  const touchLog = useRef(NO_TOUCHES);
  const lockedUntil = useRef(0);

  const putAway = (entry: Making): Promise<Put> =>
    outbox.put({ ...entry, commandId: newId(), madeAt: Date.now() });

  const close = (): void => {
    const answer = answerOf(screen);
    if (answer && (answer.reasonIds.length > 0 || answer.words !== '')) {
      const { answerId, reasonIds, words } = answer;
      const body = { answerId, reasonIds: [...reasonIds], words };
      void putAway({ name: 'feedback:follow-up', body });
    }
    dispatch({ type: 'closed' });
    onClosed();
  };
  useClosingTime(screen, close);

  const restIfPlayedWith = (): boolean => {
    if (!isPlayedWith(touchLog.current)) return false;
    touchLog.current = afterRest(touchLog.current);
    dispatch({ type: 'played', now: Date.now() });
    return true;
  };

  const touchFace = async (score: Score): Promise<void> => {
    if (screen.kind !== 'faces' || screen.pressed !== null) return;
    const now = Date.now();
    const touch = noteTouch(touchLog, now);
    lockedUntil.current = now + LOCK_MS;
    dispatch({ type: 'face-pressed', score });
    const changed = changedAnswer(screen, score);
    const answer = changed ?? newAnswer(newId(), score, 'sending');
    const { answerId } = answer;
    const happySide = document.documentElement.dir === 'rtl' ? 'right' : 'left';
    const [put] = await Promise.all([
      changed === null
        ? putAway({
            name: 'feedback:face',
            body: { answerId, score, touchedAt: now, language, happySide, ...touch },
          })
        : putAway({ name: 'feedback:change', body: { answerId, score } }),
      pause(PRESS_MS),
    ]);
    if (restIfPlayedWith()) return;
    dispatch({ type: 'answered', answer, now: Date.now() });
    followSaving(put, (saving) => dispatch({ type: 'saving-changed', answerId, saving }));
  };

  const giveContact = async (contact: string, consentText: string): Promise<void> => {
    const answerId = answerOf(screen)?.answerId;
    if (answerId === undefined) return;
    const body = { answerId, contact, consentText };
    const put = await putAway({ name: 'feedback:contact', body });
    followSaving(put, (saving) => dispatch({ type: 'contact-changed', answerId, saving }));
  };

  const talkToStaff = async (): Promise<void> => {
    const answerId = answerOf(screen)?.answerId;
    if (answerId === undefined) return;
    const tell = (talk: GivenAnswer['talk']): void =>
      dispatch({ type: 'talk-changed', answerId, talk, now: Date.now() });
    tell(isLive ? 'calling' : 'go-to-desk');
    const tooLong = window.setTimeout(() => tell('go-to-desk'), PATIENCE_MS);
    const put = await putAway({ name: 'feedback:talk', body: { answerId, language } });
    const outcome = await put.outcome;
    window.clearTimeout(tooLong);
    tell(outcome === 'delivered' ? 'coming' : 'go-to-desk');
  };

  return {
    screen,
    touchFace: (score) => void touchFace(score),
    change: () => dispatch({ type: 'change-asked' }),
    turnReason: (reasonId) => dispatch({ type: 'reason-turned', reasonId }),
    open: (panel) => dispatch({ type: 'panel-opened', panel, now: Date.now() }),
    writeWords: (words) => dispatch({ type: 'words-written', words: words.trim() }),
    giveContact: (contact, consentText) => void giveContact(contact, consentText),
    talkToStaff: () => void talkToStaff(),
    finish: close,
    stay: () => dispatch({ type: 'touched', now: Date.now() }),
    isLocked: () => Date.now() < lockedUntil.current,
    noteLockedTouch: () => {
      noteTouch(touchLog, Date.now());
      restIfPlayedWith();
    },
  };
}

type Making = OutboxEntry extends infer Entry
  ? Entry extends OutboxEntry
    ? Pick<Entry, 'name' | 'body'>
    : never
  : never;

/** Closes the screen when its time is over; a touch meanwhile gives it a new time. */
function useClosingTime(screen: Screen, close: () => void): void {
  const onOver = useEffectEvent(close);
  const atMs = closesAt(screen);
  useEffect(() => {
    if (atMs === null) return;
    const timer = window.setTimeout(() => onOver(), Math.max(0, atMs - Date.now()));
    return () => window.clearTimeout(timer);
  }, [atMs]);
}

function closesAt(screen: Screen): number | null {
  switch (screen.kind) {
    case 'thanks':
      return screen.closing.atMs;
    case 'rest':
      return screen.untilAt;
    case 'faces':
      return screen.pressed === null ? (screen.changing?.closing.atMs ?? null) : null;
  }
}

function answerOf(screen: Screen): GivenAnswer | null {
  if (screen.kind === 'thanks') return screen.answer;
  return screen.kind === 'faces' ? (screen.changing?.answer ?? null) : null;
}

function noteTouch(log: RefObject<TouchLog>, now: number) {
  const before = log.current;
  log.current = withTouch(before, now);
  return measured(before, log.current);
}

/** Says "saved" only for what is on disk here or has been answered by the server. */
function followSaving(put: Put, tell: (saving: Saving) => void): void {
  if (put.isKept) {
    tell('saved');
    return;
  }
  tell('sending');
  const tooLong = window.setTimeout(() => tell('not-saved'), PATIENCE_MS);
  void put.outcome.then((outcome) => {
    window.clearTimeout(tooLong);
    tell(outcome === 'delivered' ? 'saved' : 'not-saved');
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, ms));
}
