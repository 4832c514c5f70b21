import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { Desk } from './desk.ts';
import type { Words } from './use-words.ts';

/** What staff should know before they meet someone, as short sentences. */
export function needsSentences(entry: DeskEntry, desk: Desk): readonly string[] {
  const { snapshot, words } = desk;
  const language = words.languageName(entry.language);
  const sentences = entry.needs.map((need) => words.t(`needs.${need}.sentence`, { language }));
  const speaksOther =
    entry.language !== snapshot.languages[0] && !entry.needs.includes('interpreter');
  return speaksOther ? [...sentences, words.t('needs.language', { language })] : sentences;
}

/** Who someone is: the name, or that they only took a number. */
export function nameOf(entry: Pick<DeskEntry, 'name'>, words: Words): string {
  return entry.name ?? words.t('entry.noName');
}
