import { useEffect, useEffectEvent, useLayoutEffect } from 'preact/compat';
import type { Connection } from '../realtime/connection.ts';
import { useSnapshot } from '../realtime/hooks.ts';
import type { Action } from './session-actions.ts';
import type { ChangeRequest, FindRequest, HelpScreen, Request, Session } from './session-state.ts';

type Setting = {
  readonly session: Session;
  readonly language: string;
  readonly happen: (action: Action) => void;
};

/** Does what the session asks of the server, and tells it what came of it. */
export function useRequests(
  connection: Connection<'check-in'>,
  { session, language, happen }: Setting,
): void {
  const { request, help } = session;
  // An event, not a dependency: a change of the language asks nothing again.
  const ask = useEffectEvent((asked: Request) => {
    const done =
      asked.kind === 'find' ? find(connection, asked) : change(connection, asked, spoken(language));
    void done.then(happen);
  });
  // At once and not after the next picture: the answer is what the patient waits for.
  useLayoutEffect(() => {
    if (request !== null) ask(request);
  }, [request]);

  const callHelp = useEffectEvent((commandId: string, screen: HelpScreen) => {
    void connection
      .send('help:call', { screen, language: spoken(language) }, { commandId })
      .then((answer) => happen({ type: 'help-replied', commandId, answer }));
  });
  const calling = help?.status === 'sending' ? help : null;
  useLayoutEffect(() => {
    if (calling !== null) callHelp(calling.commandId, calling.screen);
  }, [calling]);

  const openHelp = useSnapshot(connection)?.openHelp;
  const helpId = help?.helpId ?? null;
  useEffect(() => {
    if (openHelp === undefined || helpId === null) return;
    happen({ type: 'help-listed', openHelpIds: openHelp.map((call) => call.helpId) });
  }, [openHelp, helpId, happen]);
}

async function find(connection: Connection<'check-in'>, request: FindRequest): Promise<Action> {
  const answer = await connection.ask('check-in:find', request.input);
  return { type: 'find-answered', requestId: request.id, answer };
}

async function change(
  connection: Connection<'check-in'>,
  request: ChangeRequest,
  language: Spoken,
): Promise<Action> {
  const options = { commandId: request.id };
  const answer =
    request.kind === 'confirm'
      ? await connection.send('check-in:confirm', { ...request.body, language }, options)
      : await connection.send('check-in:take-number', { ...request.body, language }, options);
  return { type: 'change-answered', requestId: request.id, answer };
}

type Spoken = 'en' | 'es' | 'ar';

/** The languages the contract knows; any other the clinic may list is served in English. */
function spoken(language: string): Spoken {
  return language === 'es' || language === 'ar' ? language : 'en';
}
