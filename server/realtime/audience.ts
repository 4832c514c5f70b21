import type { Role } from '../../shared/contract/commands.ts';
import type { SnapshotFor } from '../../shared/contract/snapshots.ts';
import type { Sender } from '../commands/command-context.ts';
import { checkInSnapshot } from './snapshots/check-in-snapshot.ts';
import { deskSnapshot } from './snapshots/desk-snapshot.ts';
import { displaySnapshot } from './snapshots/display-snapshot.ts';
import { feedbackSnapshot } from './snapshots/feedback-snapshot.ts';
import { managerSnapshot } from './snapshots/manager-snapshot.ts';
import { phoneSnapshot } from './snapshots/phone-snapshot.ts';
import {
  closedUntilAt,
  isUpstreamBehind,
  type SnapshotSource,
} from './snapshots/snapshot-source.ts';

/** A snapshot before it is numbered and sent. */
export type Content<T> = Omit<T, 'revision' | 'sentAt'>;
export type AnyContent = Content<SnapshotFor<Role>>;

/** A connected device and what it may see. */
export type Device = Sender & {
  readonly areaId: string | null;
  readonly homeStationId: string | null;
};

/** Those who see the same thing: one room, one snapshot, encoded once. */
export type Audience = {
  readonly room: string;
  /** Null when there is nothing to see any more: a visit of another day. */
  readonly draw: (source: SnapshotSource) => AnyContent | null;
  /**
   * What is drawn besides the clinic's file, for those who see little of it: while these are the very
   * same values it is not drawn again. Not given: anything may have changed.
   */
  readonly drawnFrom?: (source: SnapshotSource) => readonly unknown[];
};

export function audienceOf(device: Device): Audience {
  switch (device.role) {
    case 'display': {
      const { areaId } = device;
      return {
        room: `display:${areaId ?? '*'}`,
        draw: (source) => displaySnapshot(areaId, source),
      };
    }
    case 'desk': {
      const { label, homeStationId } = device;
      return {
        room: `desk:${device.id}`,
        draw: (source) => deskSnapshot({ label, homeStationId }, source),
      };
    }
    case 'check-in':
      return {
        room: `check-in:${device.id}`,
        draw: (source) => checkInSnapshot(device.id, source),
        drawnFrom: (source) => [
          source.day.notices(),
          source.day.openHelp(),
          isUpstreamBehind(source),
          source.utcOffsetMinutes,
          closedUntilAt(source),
        ],
      };
    case 'feedback':
      return {
        room: 'feedback',
        draw: feedbackSnapshot,
        drawnFrom: (source) => [source.utcOffsetMinutes, closedUntilAt(source)],
      };
    case 'manager':
      return { room: 'manager', draw: managerSnapshot };
    case 'phone': {
      const visitId = device.visitId ?? '';
      return { room: `phone:${visitId}`, draw: (source) => phoneSnapshot(visitId, source) };
    }
  }
}
