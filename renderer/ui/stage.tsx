import { type ReactNode, useSyncExternalStore } from 'preact/compat';

type Size = { readonly width: number; readonly height: number };
type Props = {
  /** The size a screen is drawn for; sizes in its style sheet are pixels of that screen. */
  readonly portrait: Size;
  readonly landscape: Size;
  readonly className: string;
  readonly children: ReactNode;
};

/**
 * Draws a full-screen page at its design's size and scales it to the real panel, so that a letter
 * keeps its share of the glass on a 4K panel and in a visitor's browser window alike.
 */
export function Stage({ portrait, landscape, className, children }: Props) {
  const panel = usePanel();
  const isPortrait = panel.height > panel.width;
  const design = isPortrait ? portrait : landscape;
  const zoom = Math.min(panel.width / design.width, panel.height / design.height);
  return (
    <div
      className={`stage ${isPortrait ? 'portrait' : 'landscape'} ${className}`}
      style={{ zoom, width: panel.width / zoom, height: panel.height / zoom, overflow: 'hidden' }}
    >
      {children}
    </div>
  );
}

function usePanel(): Size {
  const key = useSyncExternalStore(
    (onChange) => {
      window.addEventListener('resize', onChange);
      return () => window.removeEventListener('resize', onChange);
    },
    () => `${window.innerWidth}x${window.innerHeight}`,
  );
  const [width = 1, height = 1] = key.split('x').map(Number);
  return { width, height };
}
