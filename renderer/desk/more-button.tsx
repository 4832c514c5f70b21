import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { Desk, OpenMenu } from './desk.ts';
import { DOTS } from './icon-shapes.ts';
import { MenuButton } from './menu-button.tsx';

type Props = { readonly desk: Desk; readonly entry: DeskEntry; readonly onMore: OpenMenu };

/** Opens everything else that can be done with someone. */
export function MoreButton({ desk, entry, onMore }: Props) {
  return (
    <MenuButton
      desk={desk}
      kind="icon"
      icon={DOTS}
      label={desk.words.t('entry.more', { ticket: entry.ticket })}
      title={desk.words.t('entry.moreShort')}
      onOpen={(anchor) => onMore(entry, anchor)}
    />
  );
}
