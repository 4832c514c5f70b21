import { useState } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Connection } from '../realtime/connection.ts';

export type PhoneAnswer = 'on-my-way' | 'need-time';
type Request = 'help' | PhoneAnswer;

/** What the patient asks of the staff, and how the asking stands. */
export type Requests = {
  readonly sending: Request | null;
  readonly failed: Request | null;
  readonly askForHelp: () => void;
  readonly answerCall: (answer: PhoneAnswer) => void;
};

/** Sends what is asked; that it was taken is seen in the next snapshot, not assumed. */
export function useRequests(connection: Connection<'phone'>): Requests {
  const { i18n } = useTranslation('phone');
  const [sending, setSending] = useState<Request | null>(null);
  const [failed, setFailed] = useState<Request | null>(null);
  const track = async (request: Request, send: () => Promise<{ readonly ok: boolean }>) => {
    if (sending !== null) return;
    setSending(request);
    setFailed(null);
    const { ok } = await send();
    setSending(null);
    if (!ok) setFailed(request);
  };
  return {
    sending,
    failed,
    askForHelp: () => {
      const language = contractLanguage(i18n.language);
      void track('help', () => connection.send('help:call', { screen: 'other', language }));
    },
    answerCall: (answer) => {
      void track(answer, () => connection.send('phone:answer-call', { answer }));
    },
  };
}

function contractLanguage(language: string): 'en' | 'es' | 'ar' {
  return language === 'es' || language === 'ar' ? language : 'en';
}
