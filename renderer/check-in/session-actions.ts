import type { Confirmation, FindResult, Need } from '../../shared/contract/commands.ts';
import type { Answer } from '../realtime/connection.ts';
import type { BirthPart } from './date-of-birth.ts';
import type { Alphabet } from './letters.ts';
import type { Session } from './session-state.ts';

/** What a person does. Each one counts as a touch. */
export type PersonAction =
  | { readonly type: 'touched' }
  | { readonly type: 'started'; readonly language: string }
  | { readonly type: 'walk-in-opened' }
  | { readonly type: 'language-opened' }
  | { readonly type: 'language-chosen'; readonly language: string }
  | { readonly type: 'overlay-closed' }
  | { readonly type: 'bigger-toggled' }
  | { readonly type: 'contrast-toggled' }
  | { readonly type: 'hidden-toggled' }
  | { readonly type: 'digit-typed'; readonly digit: string }
  | { readonly type: 'digit-deleted' }
  | { readonly type: 'birth-cleared' }
  | { readonly type: 'birth-part-chosen'; readonly part: BirthPart }
  | { readonly type: 'birth-continued'; readonly today: string }
  | { readonly type: 'alphabet-chosen'; readonly alphabet: Alphabet }
  | { readonly type: 'letter-chosen'; readonly letter: string }
  | { readonly type: 'letter-continued' }
  | { readonly type: 'need-toggled'; readonly need: Need }
  | { readonly type: 'confirmed' }
  | { readonly type: 'not-me' }
  | { readonly type: 'number-taken'; readonly serviceId: string }
  | { readonly type: 'checked-typing' }
  | { readonly type: 'tried-again' }
  | { readonly type: 'went-back' }
  | { readonly type: 'help-called' }
  | { readonly type: 'more-time' }
  | { readonly type: 'ended' };

/** What happens by itself. */
export type OutsideAction =
  | { readonly type: 'time-passed' }
  | { readonly type: 'line-changed'; readonly line: Session['line']['kind'] }
  | AnswerAction
  | {
      readonly type: 'help-replied';
      readonly commandId: string;
      readonly answer: Answer<{ readonly helpId: string }>;
    }
  | { readonly type: 'help-listed'; readonly openHelpIds: readonly string[] };

export type AnswerAction =
  | {
      readonly type: 'find-answered';
      readonly requestId: string;
      readonly answer: Answer<FindResult>;
    }
  | {
      readonly type: 'change-answered';
      readonly requestId: string;
      readonly answer: Answer<Confirmation>;
    };

export type Action = PersonAction | OutsideAction;
