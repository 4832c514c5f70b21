import type { Hl7Message, Hl7Segment } from '@medplum/core';
import type { ItemOutcome } from '../delivery/destination.ts';
import { valueAt } from './fields.ts';

/** A code may be repeated to staff. Words may hold a patient's name, and a longer number be a patient's. */
const CODE = /^[A-Z]{0,3}\d{1,4}$/;
const PLACE = /^[A-Z][A-Z0-9]{2}$/;

/** What an answer says of the message; null when it says nothing that HL7 knows (table 0008). */
export function outcomeOf(answer: Hl7Message): Omit<ItemOutcome, 'seq'> | null {
  const msa = answer.getSegment('MSA');
  const code = valueAt(msa, { field: 1 }).toUpperCase();
  if (code === 'AA' || code === 'CA') return { kind: 'done', code: '', detail: '' };
  if (!['AE', 'AR', 'CE', 'CR'].includes(code)) return null;
  const errors = [
    ...answer.getAllSegments('ERR').map(errorIn),
    codeOrNothing(valueAt(msa, { field: 6 })),
    codeOrNothing(valueAt(msa, { field: 3 })),
  ].filter((error) => error !== '');
  const detail = [`MSA-1 is ${code}`, ...new Set(errors)].join('; ');
  return { kind: 'quarantined', code: `hl7-${code.toLowerCase()}`, detail };
}

/** "101 at PID-3", from the fields of version 2.5 or from those before it. */
function errorIn(err: Hl7Segment): string {
  const isOld = valueAt(err, { field: 3 }) === '';
  const place = isOld ? 1 : 2;
  const code = isOld ? valueAt(err, { field: 1, component: 4 }) : valueAt(err, { field: 3 });
  const segment = valueAt(err, { field: place });
  const field = valueAt(err, { field: place, component: 3 });
  const at = PLACE.test(segment) && /^\d{0,2}$/.test(field) ? ` at ${segment}-${field}` : '';
  return `${codeOrNothing(code)}${at}`.trim();
}

function codeOrNothing(text: string): string {
  return CODE.test(text) ? text : '';
}
