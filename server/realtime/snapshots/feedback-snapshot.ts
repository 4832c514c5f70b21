import type { FeedbackSnapshot } from '../../../shared/contract/snapshots.ts';
import type { Content } from '../audience.ts';
import { closedUntilAt, common, type SnapshotSource } from './snapshot-source.ts';

/** The settings of the exit question, and whether it rests. */
export function feedbackSnapshot(source: SnapshotSource): Content<FeedbackSnapshot> {
  return {
    ...common(source),
    closedUntilAt: closedUntilAt(source),
    ...source.clinic.feedback,
  };
}
