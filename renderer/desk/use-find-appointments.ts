import { useEffect, useState } from 'preact/compat';
import type { QueryValue } from '../../shared/contract/commands.ts';
import type { Connection } from '../realtime/connection.ts';

export type FoundAppointment = QueryValue<'appointments:find'>['appointments'][number];
export type FoundPeople =
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'found'; readonly appointments: readonly FoundAppointment[] }
  | { readonly kind: 'no-answer' };

const PAUSE_BEFORE_ASKING_MS = 250;
const SHORTEST_TEXT = 2;
const LONGEST_TEXT = 60;

/** Asks for the day's people who match, once typing rests, and again when the clinic has changed. */
export function useFindAppointments(
  connection: Connection<'desk'>,
  searchText: string,
  revision: number,
): FoundPeople {
  const text = searchText.trim().slice(0, LONGEST_TEXT);
  const [answer, setAnswer] = useState<{
    readonly text: string;
    readonly revision: number;
    readonly found: FoundPeople;
  }>();
  useEffect(() => {
    if (text.length < SHORTEST_TEXT) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      void connection.ask('appointments:find', { text }).then((reply) => {
        if (!isWanted) return;
        const found: FoundPeople = reply.ok
          ? { kind: 'found', appointments: reply.value.appointments }
          : { kind: 'no-answer' };
        setAnswer({ text, revision, found });
      });
    }, PAUSE_BEFORE_ASKING_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [connection, text, revision]);
  if (text.length < SHORTEST_TEXT) return { kind: 'nothing-asked' };
  return answer?.text === text ? answer.found : { kind: 'asking' };
}
