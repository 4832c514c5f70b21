import type { Need } from '../../shared/contract/commands.ts';
import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import {
  BELL,
  CHAT,
  CLOCK,
  DOOR,
  EAR,
  GLOBE,
  REPEAT,
  WARNING,
  WHEELCHAIR,
} from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Desk } from './desk.ts';
import { MOON, PAUSE, SOONER } from './icon-shapes.ts';
import { isLongWaiting } from './waited.ts';

type Props = { readonly desk: Desk; readonly entry: DeskEntry; readonly now: EpochMs };
type Chip = { readonly icon: string; readonly text: string; readonly kind?: string };

const NEED_ICONS: Readonly<Record<Need, string>> = {
  interpreter: CHAT,
  hearing: EAR,
  moving: WHEELCHAIR,
  quiet: MOON,
};

/** What is special about someone, each as an icon with a word. */
export function EntryChips(props: Props) {
  return (
    <ul className="chips">
      {chipsOf(props).map(({ icon, text, kind = '' }) => (
        <li key={text} className={`chip ${kind}`}>
          <Icon shape={icon} />
          {text}
        </li>
      ))}
    </ul>
  );
}

function chipsOf({ desk, entry, now }: Props): readonly Chip[] {
  const { words } = desk;
  const language = words.languageName(entry.language);
  return [...stateChips({ desk, entry, now }), ...entry.needs.map((need) => needChip(need))];

  function needChip(need: Need): Chip {
    const text = words.t(`needs.${need}.chip`, { language });
    return { icon: NEED_ICONS[need], text, ...(need === 'interpreter' ? { kind: 'info' } : {}) };
  }
}

function stateChips({ desk, entry, now }: Props): readonly Chip[] {
  const { t, clock, languageName, capital } = desk.words;
  const chips: Chip[] = [];
  if (entry.status === 'held') chips.push({ icon: PAUSE, text: t('chip.held'), kind: 'warn' });
  const priority = priorityLevel(entry.priority);
  if (priority !== 0) {
    const kind = priority === 1 ? 'info' : 'bad';
    chips.push({ icon: SOONER, text: t(`priority.${priority}`), kind });
  }
  if (isLongWaiting(entry, now)) chips.push({ icon: CLOCK, text: t('chip.long'), kind: 'warn' });
  if (entry.isLate) chips.push({ icon: WARNING, text: t('chip.late'), kind: 'warn' });
  if (entry.notBeforeAt !== null && entry.notBeforeAt > now) {
    chips.push({ icon: REPEAT, text: t('chip.notBefore', { time: clock(entry.notBeforeAt) }) });
  }
  if (entry.wait?.kind === 'unknown' && entry.wait.reason === 'nobody-serving') {
    chips.push({ icon: DOOR, text: t('chip.nobodyServing') });
  }
  if (isNextSomewhere(desk, entry)) chips.push({ icon: BELL, text: t('chip.next'), kind: 'good' });
  if (entry.language !== desk.snapshot.languages[0] && !entry.needs.includes('interpreter')) {
    chips.push({ icon: GLOBE, text: capital(languageName(entry.language)) });
  }
  return chips;
}

function isNextSomewhere({ station }: Desk, entry: DeskEntry): boolean {
  return station?.nextEntryId === entry.entryId;
}

/** The four levels that have words; the contract allows no others. */
export function priorityLevel(priority: number): 0 | 1 | 2 | 3 {
  return priority >= 3 ? 3 : priority === 2 ? 2 : priority === 1 ? 1 : 0;
}
