import type { FeedbackSnapshot } from '../../../shared/contract/snapshots.ts';
import type { Content } from '../audience.ts';
import { common, type SnapshotSource } from './snapshot-source.ts';

/** The settings of the exit question. */
export function feedbackSnapshot(source: SnapshotSource): Content<FeedbackSnapshot> {
  return { ...common(source), ...source.clinic.feedback };
}
