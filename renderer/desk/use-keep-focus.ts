import { type RefObject, useEffect, useRef } from 'preact/compat';

/**
 * When a step removes the button that had the keyboard, hands it to the first button of the same
 * part of the page, so that working without a mouse never starts again at the top.
 */
export function useKeepFocus(part: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      const isInside = target instanceof Element && part.current?.contains(target) === true;
      focused.current = isInside ? target : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [part]);
  useEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body) return;
    part.current?.querySelector<HTMLElement>('button:not([aria-disabled="true"])')?.focus();
  });
}
