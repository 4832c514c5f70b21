/** The first of a person's languages that the clinic offers, by its main part: "es-MX" is "es". */
export function offeredLanguage(wished: readonly string[], offered: readonly string[]): string {
  const main = wished.map((language) => language.toLowerCase().split('-')[0] ?? '');
  return main.find((language) => offered.includes(language)) ?? offered[0] ?? 'en';
}
