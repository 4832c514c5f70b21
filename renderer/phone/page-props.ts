import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Requests } from './use-requests.ts';

export type PageProps = {
  readonly snapshot: PhoneSnapshot;
  readonly requests: Requests;
  /** Since when nothing was heard, or null while the page is up to date. */
  readonly staleSinceAt: EpochMs | null;
};
