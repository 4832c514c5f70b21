import { z } from 'zod';
import { randomToken } from './token.ts';

const Example = z.looseObject({
  areas: z.array(z.looseObject({ id: z.string(), label: z.looseObject({ en: z.string() }) })),
});

/** The example with devices of its own: a kiosk, a feedback screen, a display an area, two for staff. */
export function starterClinic(example: unknown): Readonly<Record<string, unknown>> {
  const clinic = Example.parse(example);
  const devices = [
    { id: 'kiosk-1', role: 'check-in', label: 'Kiosk 1' },
    { id: 'feedback-1', role: 'feedback', label: 'Feedback screen 1' },
    ...clinic.areas.map((area) => ({
      id: `display-${area.id}`,
      role: 'display',
      label: `Screen, ${area.label.en}`,
      areaId: area.id,
    })),
    { id: 'desk-1', role: 'desk', label: 'Front desk' },
    { id: 'manager-1', role: 'manager', label: 'Manager' },
  ];
  return { ...clinic, devices: devices.map((device) => ({ ...device, token: randomToken() })) };
}
