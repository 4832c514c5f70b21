export type ContactKind = 'phone' | 'email';

// E.164 allows 15 digits; short local numbers have 6. The contract takes up to 120 characters.
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 15;
const LONGEST = 120;

const PHONE_SHAPE = /^\+?[\d\s().\-/]+$/;
// Looser than RFC 5321 on purpose: it is there to catch slips of the finger, not to prove an address.
const EMAIL_SHAPE = /^[^\s@,;<>()]+@[^\s@.,;<>()]+(\.[^\s@.,;<>()]+)*\.[\p{L}\d-]{2,}$/u;

/** Says what a person typed to be reached by, or null when it can be neither phone nor e-mail. */
export function contactKind(typed: string): ContactKind | null {
  const text = withWesternDigits(typed.trim());
  if (text.length > LONGEST) return null;
  if (EMAIL_SHAPE.test(text)) return 'email';
  if (!PHONE_SHAPE.test(text)) return null;
  const digits = text.replace(/\D/g, '').length;
  return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS ? 'phone' : null;
}

/** Whether somebody could be reached by what was typed, as far as its shape can tell. */
export function isReadableContact(typed: string): boolean {
  return contactKind(typed) !== null;
}

/** Writes the digits of Arabic (U+0660) and of Persian and Urdu (U+06F0) keyboards as 0 to 9. */
export function withWesternDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
}
