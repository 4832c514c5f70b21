import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { HubClinics } from '../../../shared/contract/hub-report.ts';
import { daysOf } from '../figures/clinic-figures.ts';
import type { HubParts } from './hub-parts.ts';
import { mayDo } from './permission.ts';
import { refuse } from './refusal.ts';

const MOST_DAYS = 400;

const Asked = z.object({ from: z.iso.date(), to: z.iso.date() });

/** `GET /api/v1/clinics` and the report of one clinic. */
export function reportRoutes(app: FastifyInstance, parts: HubParts): void {
  app.get('/api/v1/clinics', async (request, reply) => {
    if (!mayDo('see', request, reply, parts)) return reply;
    const now = parts.now();
    return { now, clinics: await parts.figures.list(now) } satisfies HubClinics;
  });

  app.get<{ Params: { clinic: string } }>(
    '/api/v1/clinics/:clinic/report',
    async (request, reply) => {
      if (!mayDo('see', request, reply, parts)) return reply;
      const clinic = parts.clinics.find(({ id }) => id === request.params.clinic);
      if (!clinic) return refuse(reply, 'not-found', 'there is no such clinic');
      const asked = Asked.safeParse(request.query);
      const days = asked.success
        ? daysOf({ fromDay: asked.data.from, toDay: asked.data.to }).length
        : 0;
      if (!asked.success || days < 1 || days > MOST_DAYS) {
        const message = `from and to must be days such as 2026-11-21, at most ${MOST_DAYS}`;
        return refuse(reply, 'invalid-request', message);
      }
      const { from: fromDay, to: toDay } = asked.data;
      return parts.figures.report(clinic, { fromDay, toDay });
    },
  );
}
