import { randomUUID } from 'node:crypto';
import { contactKind } from '../../shared/domain/feedback/contact.ts';
import { flagTouch } from '../../shared/domain/feedback/flag-touch.ts';
import { screenWords } from '../../shared/domain/feedback/screen-words.ts';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { localDay } from '../clock.ts';
import type { CommandContext, CommandHandler } from './command-context.ts';
import { askForHelp } from './help.ts';

/** A terminal's clock may run ahead by this much before its day is no longer believed. */
const CLOCK_TOLERANCE_MS = 10 * MINUTE_MS;

/** One touch of a face: a complete answer. Repeats and play are marked, kept, and never refused. */
export const feedbackFace: CommandHandler<'feedback:face'> = {
  decide: (input, context) => {
    const { clinic, now, sender, stores } = context;
    if (stores.answers.score(input.answerId) !== null) return accept({});
    const leftOut = flagTouch(input);
    stores.answers.insert({
      id: input.answerId,
      day: dayOf(input.touchedAt, context),
      deviceId: sender.id,
      score: input.score,
      faces: clinic.feedback.faces,
      touchedAt: input.touchedAt,
      receivedAt: now,
      language: input.language,
      happySide: input.happySide,
      leftOut,
    });
    context.record({
      type: 'feedback.given',
      aggregate: `answer:${input.answerId}`,
      occurredAt: input.touchedAt,
      body: { score: input.score, faces: clinic.feedback.faces, language: input.language, leftOut },
    });
    return accept({});
  },
};

/** "Change": another face takes the place of the first. */
export const feedbackChange: CommandHandler<'feedback:change'> = {
  decide: (input, context) => {
    const before = context.stores.answers.score(input.answerId);
    if (before === null) return refuse('not-found');
    context.stores.answers.change(input.answerId, input.score);
    context.record({
      type: 'feedback.changed',
      aggregate: `answer:${input.answerId}`,
      body: { from: before, score: input.score },
    });
    return accept({});
  },
};

export const feedbackFollowUp: CommandHandler<'feedback:follow-up'> = {
  decide: (input, context) => {
    const { answerId, reasonIds, words } = input;
    if (context.stores.answers.score(answerId) === null) return refuse('not-found');
    const wordFlags = screenWords(words);
    context.stores.answers.followUp(answerId, { reasonIds, words, wordFlags });
    context.record({
      type: 'feedback.followed-up',
      aggregate: `answer:${answerId}`,
      // The words stay with the answer: people name people, and the log is kept and sent on.
      body: { reasonIds, wordFlags },
    });
    return accept({});
  },
};

/** Contact details are kept apart from the answer, and no event holds them. */
export const feedbackContact: CommandHandler<'feedback:contact'> = {
  decide: (input, context) => {
    const { answerId, contact, consentText } = input;
    if (context.stores.answers.score(answerId) === null) return refuse('not-found');
    if (contactKind(contact) === null) return refuse('contact-unreadable');
    const id = randomUUID();
    context.stores.answers.askContact({ id, answerId, contact, consentText, askedAt: context.now });
    context.record({ type: 'feedback.contact-asked', aggregate: `answer:${answerId}`, body: {} });
    return accept({});
  },
};

/** "Talk to staff now": an alarm at the desk while the person is still here. */
export const feedbackTalk: CommandHandler<'feedback:talk'> = {
  decide: (input, context) => {
    const { day, sender } = context;
    const open = day.openHelp().find((request) => request.answerId === input.answerId);
    if (open) return accept({ helpId: open.id });
    return accept({
      helpId: askForHelp(
        {
          kind: 'talk-now',
          place: sender.label,
          screen: null,
          language: input.language,
          visitId: null,
          answerId: input.answerId,
        },
        context,
      ),
    });
  },
};

/** A manager has called the person back. */
export const contactClose: CommandHandler<'contact:close'> = {
  decide: (input, context) => {
    const isClosed = context.stores.answers.closeContact(input.contactId, context.now);
    if (!isClosed) return refuse('already-answered');
    context.record({
      type: 'feedback.contact-closed',
      aggregate: `contact:${input.contactId}`,
      body: {},
    });
    return accept({});
  },
};

/** The day it was touched; of a terminal whose clock is in the future, the day it came in. */
function dayOf(touchedAt: EpochMs, { clinic, now }: CommandContext): string {
  const at = touchedAt > now + CLOCK_TOLERANCE_MS ? now : touchedAt;
  return localDay(at, clinic.timeZone);
}
