import { useEffect, useState } from 'preact/compat';

const SETTLED_AFTER_MS = 1_500;

/**
 * True a moment after the first picture. The letters of other languages take long to load on a
 * screen's small computer; the first call should not wait for them.
 */
export function useIsSettled(): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
