import { useRef } from 'preact/compat';

/** A finger is well under this share of the longer side of the glass (35 mm on 21.5 inches). */
const PALM_SHARE = 0.075;

type CleanTouch = {
  readonly onPointerDownCapture: (event: PointerEvent) => void;
  readonly isUnclean: (click: MouseEvent) => boolean;
};

/** Tells a fingertip from a palm and from further fingers: only a single fingertip means something. */
export function useCleanTouch(): CleanTouch {
  const unclean = useRef(new Set<number>());
  return {
    onPointerDownCapture: (event) => {
      const palm = PALM_SHARE * Math.max(window.innerWidth, window.innerHeight);
      const isPalm = event.width > palm || event.height > palm;
      if (isPalm || !event.isPrimary) unclean.current.add(event.pointerId);
      else unclean.current.delete(event.pointerId);
    },
    isUnclean: (click) =>
      'pointerId' in click &&
      typeof click.pointerId === 'number' &&
      unclean.current.has(click.pointerId),
  };
}
