import { withWesternDigits } from './contact.ts';

/** What a person should look at before words are shown to others. Words are never changed. */
export type WordsFlag = 'phone-number' | 'e-mail' | 'danger';

// As many digits as a local number has; dates can be caught too, which costs a look and no more.
const FEWEST_PHONE_DIGITS = 7;
const DIGIT_RUN = /\d(?:[\s().\-/]{0,3}\d)*/g;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/u;

// Safeguarding words of UX 4: they bring a person within minutes, so a false alarm is the cheaper
// mistake. A star stands for any ending. Latin terms start a word; Arabic ones may be anywhere in
// one, because Arabic writes "and", "the" and "by" as part of the word that follows.
const DANGER_TERMS_EN = [
  'suicid*, kill*, end my life, want to die, wish i was dead, overdos*, hurt myself',
  'harm myself, hurting myself, harming myself, self harm*, abus*, assault*, attack*',
  'rape*, raping, molest*, touched me, grabbed me, hit me, hits me, hitting me, beat me',
  'beats me, beating me, punch*, slapped, threat*, not safe, unsafe, scared to go home',
  'afraid to go home, danger*, weapon*, gun, guns, knife, knives, bleeding, chest pain*',
  'neglect*, cannot breathe, can t breathe, cant breathe',
].flatMap((line) => line.split(', '));
const DANGER_TERMS_ES = [
  'suicid*, matar*, me mato, quitarme la vida, quiero morir*, sobredosis, hacerme daño',
  'me hago daño, hace daño, abus*, maltrat*, agred*, agresi*, violacion*, violaron',
  'me violo, acos*, me toco, me pega*, me pego, me golpe*, amenaz*, no estoy a salvo',
  'peligro*, miedo de volver, miedo a volver, negligen*, arma, armas, pistola*, cuchillo*',
  'navaja*, sangrando, dolor de pecho, no puedo respirar, dolor en el pecho',
].flatMap((line) => line.split(', '));
const DANGER_TERMS_AR = [
  'انتحار, انتحر, أقتل نفسي, قتل نفسي, أؤذي نفسي, إيذاء نفسي, أريد أن أموت, جرعة زائدة',
  'اعتداء, اعتدى, تحرش, اغتصاب, اغتصب, ضربني, يضربني, ضربوني, تهديد, هددني, يهددني, سلاح',
  'سكين, مسدس, خطر, لست بأمان, عنف, إهمال, لا أستطيع التنفس, ألم في الصدر, نزيف',
  'أخاف العودة, إساءة معاملة',
].flatMap((line) => line.split(', '));

const LATIN_PATTERNS = [...DANGER_TERMS_EN, ...DANGER_TERMS_ES].map((term) =>
  term.endsWith('*') ? ` ${plain(term.slice(0, -1))}` : ` ${plain(term)} `,
);
const ARABIC_PATTERNS = DANGER_TERMS_AR.map(plain);

/**
 * Flags words that may hold a phone number, an e-mail address or a sign of danger, in English,
 * Spanish and Arabic whatever the screen's language was. It flags for a person and deletes nothing.
 */
export function screenWords(words: string): readonly WordsFlag[] {
  const flags: WordsFlag[] = [];
  if (holdsPhoneNumber(words)) flags.push('phone-number');
  if (EMAIL.test(words)) flags.push('e-mail');
  if (holdsDanger(words)) flags.push('danger');
  return flags;
}

function holdsPhoneNumber(words: string): boolean {
  const runs = withWesternDigits(words).match(DIGIT_RUN) ?? [];
  return runs.some((run) => run.replace(/\D/g, '').length >= FEWEST_PHONE_DIGITS);
}

function holdsDanger(words: string): boolean {
  const text = ` ${plain(words)} `;
  return [...LATIN_PATTERNS, ...ARABIC_PATTERNS].some((pattern) => text.includes(pattern));
}

/** Small letters and digits with single spaces between words: no accents, no vowel marks, no signs. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
