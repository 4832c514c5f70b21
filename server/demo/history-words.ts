type Words = Readonly<Record<string, readonly [string, ...string[]]>>;

/** What people wrote after an unhappy face, by language. */
export const BETTER_WORDS: Words = {
  en: [
    'I waited a long time and nobody told me why.',
    'The sign to X-ray is missing. I walked in circles.',
    'Please tell us on the screen when the doctor is late.',
    'I could hear what was said at the desk.',
    'The toilet near the green area needed cleaning.',
    'Ten minutes with the doctor was too short.',
    'I had to tell my story three times.',
    'There were not enough chairs this morning.',
  ],
  es: [
    'Esperé mucho y nadie me explicó por qué.',
    'Me costó encontrar los rayos X.',
    'Me gustaría más información mientras espero.',
  ],
  ar: ['انتظرت طويلاً ولم يخبرني أحد بالسبب.', 'لم أجد الطريق إلى الأشعة بسهولة.'],
};

/** What people wrote after a happy face, by language. */
export const THANKS_WORDS: Words = {
  en: [
    'Samira saw that I was nervous and talked me through it.',
    'The screen said 15 minutes and it was 15 minutes.',
    'The doctor listened and took her time.',
    'The desk team found me a chair right away.',
    'In and out in twenty minutes. Thank you.',
    'The nurse was so gentle with my son.',
    'I finally understand what my tablets are for.',
    'Being able to wait outside made it easy.',
  ],
  es: [
    'El médico me explicó todo con calma.',
    'Muy amables en recepción, gracias.',
    'Fue rápido y me trataron muy bien.',
  ],
  ar: ['شكراً للممرضة على لطفها.', 'شرح لي الطبيب كل شيء بوضوح.'],
};
