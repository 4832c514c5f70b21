import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
} from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { CLOSE } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';

const GAP = 8;

const CloseMenu = createContext<() => void>(() => undefined);

/** Closes the menu the component is in, once what was asked there is done. */
export function useCloseMenu(): () => void {
  return useContext(CloseMenu);
}

type Props = {
  /** The button it belongs to: it opens beside it. */
  readonly anchor: Element | null;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A small window over the page. The browser keeps the keyboard inside and gives it back after. */
export function MenuDialog({ anchor, title, onClose, children }: Props) {
  const { t } = useTranslation('desk');
  const ref = useRef<HTMLDialogElement>(null);
  const close = useCallback((): void => ref.current?.close(), []);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    if (anchor !== null) placeBeside(dialog, anchor.getBoundingClientRect());
  }, [anchor]);
  return (
    // The click that counts here is on the backdrop, which is the dialog itself; the keyboard has Esc.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      className="menu"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="menu-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="quiet" aria-label={t('menu.close')} onClick={close}>
            <Icon shape={CLOSE} />
          </button>
        </header>
        <CloseMenu value={close}>{children}</CloseMenu>
      </div>
    </dialog>
  );
}

/** Under the button where there is room, else over it; never outside the window. */
function placeBeside(dialog: HTMLDialogElement, button: DOMRect): void {
  const { innerWidth, innerHeight } = window;
  const width = dialog.offsetWidth;
  const isRightToLeft = getComputedStyle(dialog).direction === 'rtl';
  const wanted = isRightToLeft ? button.left : button.right - width;
  const left = Math.min(Math.max(GAP, wanted), innerWidth - width - GAP);
  const below = innerHeight - button.bottom - 2 * GAP;
  const above = button.top - 2 * GAP;
  const opensBelow = below >= dialog.offsetHeight || below >= above;
  const place = { margin: '0', inset: 'auto', left: `${left}px` };
  Object.assign(
    dialog.style,
    place,
    opensBelow
      ? { top: `${button.bottom + GAP}px`, maxHeight: `${below}px` }
      : { bottom: `${innerHeight - button.top + GAP}px`, maxHeight: `${above}px` },
  );
}
