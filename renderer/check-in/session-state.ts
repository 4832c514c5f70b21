import type {
  CommandInput,
  Confirmation,
  FindResult,
  HELP_SCREENS,
  Need,
  QueryInput,
} from '../../shared/contract/commands.ts';
import { type BirthEntry, type BirthError, EMPTY_BIRTH } from './date-of-birth.ts';
import type { Alphabet } from './letters.ts';

export type HelpScreen = (typeof HELP_SCREENS)[number];
export type Found = Extract<FindResult, { kind: 'found' }>;
type TooEarly = Extract<FindResult, { kind: 'too-early' }>;
type TooLate = Extract<FindResult, { kind: 'too-late' }>;
export type NamePart = 'last' | 'first';

/** What the server is being asked. The performer adds the language; the id is for all tries. */
export type ChangeRequest =
  | {
      readonly kind: 'confirm';
      readonly id: string;
      readonly body: Omit<CommandInput<'check-in:confirm'>, 'commandId' | 'language'>;
    }
  | {
      readonly kind: 'take-number';
      readonly id: string;
      readonly body: Omit<CommandInput<'check-in:take-number'>, 'commandId' | 'language'>;
    };
export type FindRequest = {
  readonly kind: 'find';
  readonly id: string;
  readonly input: QueryInput<'check-in:find'>;
};
export type Request = FindRequest | ChangeRequest;

export type Screen =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'birthdate'; readonly error: BirthError | null }
  | { readonly kind: 'letter'; readonly of: NamePart; readonly isMissing: boolean }
  | { readonly kind: 'appointment'; readonly found: Found; readonly commandId: string }
  | { readonly kind: 'walk-in' }
  | {
      readonly kind: 'confirmation';
      readonly confirmation: Confirmation;
      readonly isAgain: boolean;
      readonly clearsAt: number;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ask-person' }
  | TooEarly
  | TooLate
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-saved' }
  /** Nobody knows whether it was done: asking again with the same request is safe. */
  | { readonly kind: 'unsure'; readonly request: ChangeRequest }
  | { readonly kind: 'down' };

export type Help = {
  readonly commandId: string;
  readonly screen: HelpScreen;
  readonly askedAt: number;
  readonly helpId: string | null;
  /** Whether the server has listed it as open: only then does its absence mean an answer. */
  readonly wasListed: boolean;
  readonly status: 'sending' | 'placed' | 'unanswered' | 'answered' | 'failed';
};

export type Line =
  | { readonly kind: 'connecting'; readonly sinceAt: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost' };

/**
 * One person's time at the kiosk. It lives in memory only, and the next person starts with a new one.
 * Its times are of the machine's monotonic clock, so that setting the clock never keeps answers on
 * the screen.
 */
export type Session = {
  readonly now: number;
  readonly line: Line;
  readonly screen: Screen;
  readonly overlay: 'language' | 'help' | null;
  /** Null: the clinic's first language. */
  readonly language: string | null;
  readonly isBigger: boolean;
  readonly hasContrast: boolean;
  readonly isHidden: boolean;
  /** Null: the first one of the language. */
  readonly alphabet: Alphabet | null;
  readonly birth: BirthEntry;
  readonly dateOfBirth: string;
  readonly lastInitial: string;
  readonly firstInitial: string;
  readonly needs: readonly Need[];
  readonly failedFinds: number;
  readonly request: Request | null;
  readonly help: Help | null;
  readonly touchedAt: number;
  /** Since when the kiosk asks whether anybody is there; answers are not drawn meanwhile. */
  readonly warnedAt: number | null;
};

/** What comes with every action: the time, and an id nobody has used. */
export type Moment = { readonly now: number; readonly freshId: string };

/** A session in which nobody has done anything. */
export function newSession(now: number, line: Line): Session {
  return {
    now,
    line,
    screen: { kind: 'welcome' },
    overlay: null,
    language: null,
    isBigger: false,
    hasContrast: false,
    isHidden: false,
    alphabet: null,
    birth: EMPTY_BIRTH,
    dateOfBirth: '',
    lastInitial: '',
    firstInitial: '',
    needs: [],
    failedFinds: 0,
    request: null,
    help: null,
    touchedAt: now,
    warnedAt: null,
  };
}

export type View = Screen['kind'] | 'connecting' | 'language' | 'help' | 'still-there';

/** What is to be drawn. */
export function viewOf(
  session: Session,
  { isClinicKnown }: { readonly isClinicKnown: boolean } = { isClinicKnown: true },
): View {
  if (session.warnedAt !== null) return 'still-there';
  if (session.overlay !== null) return session.overlay;
  if (session.screen.kind !== 'welcome') return session.screen.kind;
  if (session.line.kind === 'lost') return 'down';
  return isClinicKnown ? 'welcome' : 'connecting';
}
