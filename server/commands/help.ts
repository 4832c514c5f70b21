import { randomUUID } from 'node:crypto';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { HelpRequest } from '../db/help-requests.ts';
import type { CommandContext, CommandHandler } from './command-context.ts';

/** A patient asks for a person, from a kiosk or a phone. Staff see where, never what was typed. */
export const helpCall: CommandHandler<'help:call'> = {
  decide: (input, context) => {
    const { day, sender } = context;
    const kind = helpKind(context, input.screen);
    // Asking twice from the same place is one call: nobody is sent twice, nothing is lost.
    const open = day
      .openHelp()
      .find((other) => other.deviceId === sender.id && other.kind === kind);
    if (open) return accept({ helpId: open.id });
    const visit = sender.visitId === null ? null : day.visit(sender.visitId);
    const place = visit === null ? sender.label : visit.ticket;
    return accept({
      helpId: askForHelp(
        {
          kind,
          place,
          screen: input.screen,
          language: input.language,
          visitId: sender.visitId,
          answerId: null,
        },
        context,
      ),
    });
  },
};

/** "I am going": a member of staff takes it on. */
export const helpAnswer: CommandHandler<'help:answer'> = {
  decide: (input, context) => {
    const request = context.day.help(input.helpId);
    if (!request) return refuse('already-answered');
    context.day.answerHelp(request.id, context.sender.id, context.now);
    context.record({
      type: 'help.answered',
      aggregate: `help:${request.id}`,
      body: { waitedMs: context.now - request.askedAt },
    });
    return accept({});
  },
};

/** Stores a call for help and its event; returns its id. */
export function askForHelp(
  asked: Omit<HelpRequest, 'id' | 'askedAt' | 'deviceId'>,
  context: CommandContext,
): string {
  const id = randomUUID();
  context.day.addHelp({ ...asked, id, deviceId: context.sender.id, askedAt: context.now });
  context.record({
    type: 'help.asked',
    aggregate: `help:${id}`,
    body: { kind: asked.kind, screen: asked.screen, language: asked.language },
  });
  return id;
}

function helpKind({ sender }: CommandContext, screen: string): HelpRequest['kind'] {
  if (sender.role === 'phone') return 'phone';
  return screen === 'too-late' ? 'too-late' : 'kiosk';
}
