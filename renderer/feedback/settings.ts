import type { FeedbackSnapshot } from '../../shared/contract/snapshots.ts';
import type { LocalizedText, Reason } from '../../shared/domain/clinic.ts';

/** What the page needs of a snapshot: the clinic's own texts, nothing about people. */
export type Settings = Pick<
  FeedbackSnapshot,
  'clinicName' | 'languages' | 'isDemonstration' | 'faces' | 'betterReasons' | 'thanksReasons'
>;

const KEY = 'foyer.feedback-settings';

const BEFORE_ANY: Settings = {
  clinicName: '',
  languages: ['en', 'es', 'ar'],
  isDemonstration: false,
  faces: 4,
  betterReasons: [],
  thanksReasons: [],
};

/** The settings of the last snapshot this terminal had, so that it works with the server away. */
export function rememberedSettings(): Settings {
  try {
    return readSettings(JSON.parse(localStorage.getItem(KEY) ?? 'null')) ?? BEFORE_ANY;
  } catch {
    return BEFORE_ANY;
  }
}

export function rememberSettings(snapshot: FeedbackSnapshot): void {
  const { clinicName, languages, isDemonstration, faces, betterReasons, thanksReasons } = snapshot;
  const settings: Settings = {
    clinicName,
    languages,
    isDemonstration,
    faces,
    betterReasons,
    thanksReasons,
  };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has the settings for as long as the page is open.
  }
}

/** Reads what an earlier version of this page may have written; null when it cannot be used. */
export function readSettings(value: unknown): Settings | null {
  if (!isRecord(value)) return null;
  const { clinicName, languages, isDemonstration, faces, betterReasons, thanksReasons } = value;
  if (typeof clinicName !== 'string' || typeof isDemonstration !== 'boolean') return null;
  if (faces !== 4 && faces !== 5) return null;
  if (!isListOf(languages, isString) || languages.length === 0) return null;
  if (!isListOf(betterReasons, isReason) || !isListOf(thanksReasons, isReason)) return null;
  return { clinicName, languages, isDemonstration, faces, betterReasons, thanksReasons };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf<T>(value: unknown, isOne: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne);
}

function isReason(value: unknown): value is Reason {
  return isRecord(value) && isString(value['id']) && isText(value['label']);
}

function isText(value: unknown): value is LocalizedText {
  return isRecord(value) && isString(value['en']) && Object.values(value).every(isString);
}
