import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problemsOf } from '../../../shared/contract/file-fields.ts';
import { WireAppointment } from '../../../shared/contract/sync-wire.ts';
import { daysOf } from '../figures/clinic-figures.ts';
import { pageOf } from '../schedule-pages.ts';
import type { HubParts } from './hub-parts.ts';
import { clinicOf, mayDo } from './permission.ts';
import { refuse } from './refusal.ts';

const MOST_DAYS = 31;
const MOST_APPOINTMENTS = 5_000;

const Asked = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  page: z.coerce.number().int().min(1).default(1),
});

const DayList = z
  .strictObject({ appointments: z.array(WireAppointment).max(MOST_APPOINTMENTS) })
  .refine(
    ({ appointments }) => new Set(appointments.map(({ ref }) => ref)).size === appointments.length,
    {
      path: ['appointments'],
      error: 'the same ref twice',
    },
  );

/**
 * `GET /sync/v1/schedule` for clinics, and `PUT /api/v1/clinics/{clinic}/schedule/{day}`, which
 * replaces the complete list of a day.
 */
export function scheduleRoutes(app: FastifyInstance, parts: HubParts): void {
  app.get('/sync/v1/schedule', async (request, reply) => {
    const clinic = clinicOf(request, reply, parts);
    if (!clinic) return reply;
    const asked = Asked.safeParse(request.query);
    const isRight = asked.success && asked.data.from <= asked.data.to;
    if (!isRight || daysOf({ fromDay: asked.data.from, toDay: asked.data.to }).length > MOST_DAYS) {
      const message = `from and to must be days such as 2026-11-21, at most ${MOST_DAYS}, and page a number`;
      return refuse(reply, 'invalid-request', message);
    }
    const { from, to, page } = asked.data;
    await parts.store.heard(clinic.id, parts.now());
    const schedule = await parts.store.schedule(clinic.id, { fromDay: from, toDay: to });
    return pageOf(schedule, page) ?? refuse(reply, 'not-found', 'there are not so many pages');
  });

  app.put<{ Params: { clinic: string; day: string } }>(
    '/api/v1/clinics/:clinic/schedule/:day',
    async (request, reply) => {
      if (!mayDo('change', request, reply, parts)) return reply;
      const { clinic: clinicId, day } = request.params;
      const clinic = parts.clinics.find(({ id }) => id === clinicId);
      if (!clinic) return refuse(reply, 'not-found', 'there is no such clinic');
      if (!z.iso.date().safeParse(day).success) {
        return refuse(reply, 'invalid-request', 'the day must be like 2026-11-21');
      }
      const list = DayList.safeParse(request.body);
      if (!list.success) return refuse(reply, 'invalid-request', problemsOf(list.error));
      const { appointments } = list.data;
      const other = appointments.findIndex((appointment) => appointment.day !== day);
      if (other !== -1) {
        return refuse(reply, 'invalid-request', `appointments[${other}] is of another day`);
      }
      return { asOf: await parts.store.putSchedule(clinic.id, { day, appointments }, parts.now()) };
    },
  );
}
