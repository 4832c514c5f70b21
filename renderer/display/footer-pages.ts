import type { ShownCall, ShownNotice } from '../../shared/contract/snapshots.ts';

/** One message of the footer, shown whole, by itself, in one language. */
export type FooterPage =
  | { readonly kind: 'notice'; readonly language: string; readonly notice: ShownNotice }
  /** `id` tells apart the times the same calls come round. */
  | { readonly kind: 'calls'; readonly id: string; readonly calls: readonly ShownCall[] }
  | { readonly kind: 'hint'; readonly language: string };

const ROTATED_LANGUAGES = 3;
const LISTED_CALLS = 2;

type Content = {
  readonly notices: readonly ShownNotice[];
  /** Calls that left the panel and have no other place on the screen. */
  readonly earlier: readonly ShownCall[];
  readonly languages: readonly string[];
};

/** What the footer shows in turn. Earlier calls come after every notice: nobody waits long for them. */
export function footerPages({ notices, earlier, languages }: Content): readonly FooterPage[] {
  const rotated = languages.slice(0, ROTATED_LANGUAGES);
  const calls = earlier.slice(0, LISTED_CALLS);
  const callsPage = (id: string): readonly FooterPage[] =>
    calls.length === 0 ? [] : [{ kind: 'calls', id, calls }];
  if (notices.length > 0) {
    return notices.flatMap((notice) =>
      rotated.flatMap((language) => [
        { kind: 'notice' as const, language, notice },
        ...callsPage(`calls after ${notice.noticeId} ${language}`),
      ]),
    );
  }
  if (calls.length > 0) return callsPage('calls');
  return rotated.map((language) => ({ kind: 'hint', language }));
}
