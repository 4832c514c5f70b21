import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DeviceSetting } from '../../shared/contract/clinic-file.ts';
import { ROLES } from '../../shared/contract/commands.ts';
import { CONTRACT_VERSION, type RefusedConnection } from '../../shared/contract/events.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Device } from './audience.ts';

const Credentials = z.object({
  role: z.enum(ROLES),
  token: z.string().max(200).nullable(),
  contractVersion: z.int(),
  areaId: z.string().max(40).optional(),
});

export type Authentication =
  | { readonly ok: true; readonly device: Device }
  | { readonly ok: false; readonly reason: RefusedConnection };

export type AuthenticationRules = {
  readonly devices: readonly DeviceSetting[];
  /** A demonstration has no real patients: its pages open without a token. */
  readonly isDemonstration: boolean;
  readonly areaIds: readonly string[];
};

/** Says which device connects, by its token, or why it may not. No role, no connection. */
export function authenticate(
  raw: unknown,
  day: ClinicDay,
  rules: AuthenticationRules,
): Authentication {
  const parsed = Credentials.safeParse(raw);
  if (!parsed.success) return { ok: false, reason: 'not-allowed' };
  const { role, token, contractVersion } = parsed.data;
  if (contractVersion !== CONTRACT_VERSION) return { ok: false, reason: 'contract-changed' };
  if (role === 'phone') return phone(token, day);
  const setting = rules.devices.find((device) => token !== null && isSame(device.token, token));
  if (setting) {
    if (setting.role !== role) return { ok: false, reason: 'not-allowed' };
    const { id, label, areaId = null, stationId: homeStationId = null } = setting;
    return { ok: true, device: { id, role, label, visitId: null, areaId, homeStationId } };
  }
  if (!rules.isDemonstration) return { ok: false, reason: 'not-allowed' };
  const wanted = parsed.data.areaId;
  const areaId = wanted !== undefined && rules.areaIds.includes(wanted) ? wanted : null;
  const device = {
    id: `demonstration-${role}`,
    role,
    label: DEMONSTRATION_LABELS[role],
    visitId: null,
    areaId,
    homeStationId: null,
  };
  return { ok: true, device };
}

const DEMONSTRATION_LABELS = {
  'check-in': 'Kiosk 1',
  feedback: 'Exit',
  display: 'Screen',
  desk: 'Desk',
  manager: 'Manager',
} as const;

/** A phone shows its visit's own random key; a key of another day or none sees nothing. */
function phone(key: string | null, day: ClinicDay): Authentication {
  const visit = key === null ? null : day.visitOfPhone(key);
  if (!visit) return { ok: false, reason: 'visit-over' };
  return {
    ok: true,
    device: {
      id: `phone:${visit.id}`,
      role: 'phone',
      label: visit.ticket,
      visitId: visit.id,
      areaId: null,
      homeStationId: null,
    },
  };
}

/** Compares in a time that does not tell how much was right. */
export function isSame(secret: string, offered: string): boolean {
  const a = Buffer.from(secret);
  const b = Buffer.from(offered);
  return a.length === b.length && timingSafeEqual(a, b);
}
