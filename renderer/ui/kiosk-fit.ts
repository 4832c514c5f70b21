import { type RefObject, useEffect, useLayoutEffect } from 'preact/compat';

const SMALLEST = 0.6;
const STEP = 0.02;

/**
 * Draws the content of a room a little smaller where it does not fit, instead of cutting it off: a
 * clinic's own texts can be longer than any we have seen, and buttons must stay in reach.
 */
export function useFit(room: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => fit(room.current));
  // Fonts that come late and a window that changes need it again.
  useEffect(() => {
    const observer = new ResizeObserver(() => fit(room.current));
    const content = room.current?.firstElementChild;
    if (room.current) observer.observe(room.current);
    if (content) observer.observe(content);
    return () => observer.disconnect();
  }, [room]);
}

function fit(room: HTMLElement | null): void {
  const content = room?.firstElementChild;
  if (!room || !(content instanceof HTMLElement)) return;
  content.style.removeProperty('zoom');
  // Lines break elsewhere at another size, so the size that fits is tried for, not computed.
  for (let zoom = 1 - STEP; isTooTall(content, room) && zoom >= SMALLEST; zoom -= STEP) {
    content.style.setProperty('zoom', zoom.toFixed(2));
  }
}

function isTooTall(content: HTMLElement, room: HTMLElement): boolean {
  return content.getBoundingClientRect().height > room.getBoundingClientRect().height + 1;
}
