import { CallMenu } from './call-menu.tsx';
import type { Desk } from './desk.ts';
import { EntryMenu } from './entry-menu.tsx';
import { NumberMenu } from './number-menu.tsx';
import { StationMenu } from './station-menu.tsx';
import { UpstreamMenuLater } from './upstream-menu-later.tsx';

/** The one menu that is open, and the button it belongs to. */
export type OpenedMenu = { readonly anchor: Element } & (
  | { readonly kind: 'station' }
  | { readonly kind: 'number' }
  | { readonly kind: 'upstream' }
  | { readonly kind: 'entry'; readonly entryId: string }
  | { readonly kind: 'call'; readonly entryId: string; readonly prefersOther: boolean }
);

type Props = {
  readonly desk: Desk;
  readonly menu: OpenedMenu | null;
  readonly onChoose: (stationId: string) => void;
  readonly keyIsOn: boolean;
  readonly onKey: (isOn: boolean) => void;
  readonly onClose: () => void;
};

export function DeskMenu({ desk, menu, onChoose, keyIsOn, onKey, onClose }: Props) {
  if (menu === null) return null;
  const { anchor } = menu;
  if (menu.kind === 'station') {
    return <StationMenu {...{ desk, anchor, onChoose, keyIsOn, onKey, onClose }} />;
  }
  if (menu.kind === 'number') return <NumberMenu {...{ desk, anchor, onClose }} />;
  if (menu.kind === 'upstream') return <UpstreamMenuLater {...{ desk, anchor, onClose }} />;
  const entry = desk.snapshot.entries.find((one) => one.entryId === menu.entryId);
  // Someone else may have finished with them meanwhile: then there is nothing left to choose.
  if (entry === undefined) return null;
  return menu.kind === 'entry' ? (
    <EntryMenu {...{ desk, entry, anchor, onClose }} />
  ) : (
    <CallMenu {...{ desk, entry, anchor, onClose }} prefersOther={menu.prefersOther} />
  );
}
