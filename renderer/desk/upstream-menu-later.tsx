import { useEffect, useState } from 'preact/compat';
import type { Desk } from './desk.ts';
import type * as Part from './upstream-part.ts';

type Props = { readonly desk: Desk; readonly anchor: Element; readonly onClose: () => void };

/** The panel behind the sign. It is rarely opened, so the page starts without it and fetches it then. */
export function UpstreamMenuLater(props: Props) {
  const [part, setPart] = useState<typeof Part | null>(null);
  const { onClose } = props;
  useEffect(() => {
    // With the line down the page says so itself; the next press tries again.
    void import('./upstream-part.ts').then(setPart, onClose);
    // Once is enough: whoever draws the page anew makes a new `onClose`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return part === null ? null : <part.UpstreamMenu {...props} />;
}
