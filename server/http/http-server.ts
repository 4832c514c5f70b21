import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { z } from 'zod';
import type { KioskClinic } from '../../shared/contract/snapshots.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { Trust } from '../../shared/domain/waits/told/promise-trust.ts';
import { type AuthenticationRules, isSame } from '../realtime/authenticate.ts';
import { reportCsv, visitsCsv } from '../reports/report-csv.ts';
import { checkHealth, type HealthSource } from './health.ts';
import type { Metrics } from './metrics.ts';
import { pageHeaders } from './page-headers.ts';
import { PAGES_FOLDER, servePages } from './pages.ts';
import { PromiseTally } from './promise-tally.ts';

const Span = z.object({ from: z.iso.date(), to: z.iso.date() });

export type HttpServerParts = Omit<HealthSource, 'isDemonstration'> & {
  readonly logger: FastifyBaseLogger;
  readonly metrics: Metrics;
  readonly clinic: Clinic;
  readonly rules: AuthenticationRules;
  readonly waitingCount: () => number;
  /** How far the promises of a service can be trusted. */
  readonly waitTrust: (serviceId: string) => Trust;
  readonly kioskClinic: () => KioskClinic;
};

/** Serves the pages, the manager's downloads and what IT looks at. It is not listening yet. */
export async function createHttpServer(parts: HttpServerParts) {
  const app = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024,
    forceCloseConnections: true,
  });
  await app.register(helmet, pageHeaders(["'self'", 'ws:', 'wss:']));
  await servePages(app, { folder: PAGES_FOLDER, kioskClinic: parts.kioskClinic });
  const isDemonstration = parts.rules.isDemonstration;
  const promises = new PromiseTally(parts.stores.promises, parts.metrics.waits.scored);
  app.get('/health', (_request, reply) => {
    const health = checkHealth({ ...parts, isDemonstration });
    return reply.code(health.status === 'failing' ? 503 : 200).send(health);
  });
  app.get('/metrics', async (_request, reply) => {
    const { metrics } = parts;
    metrics.connections.reset();
    for (const [role, count] of Object.entries(parts.connections())) {
      metrics.connections.set({ role }, count);
    }
    metrics.waiting.set(parts.waitingCount());
    metrics.destinations.set(parts.upstream.destinations(), parts.now());
    for (const { id } of parts.clinic.services) metrics.waits.trusted(id, parts.waitTrust(id));
    promises.catchUp();
    metrics.events.set(parts.stores.events.last()?.seq ?? 0);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  for (const [name, csv] of [
    ['answers', reportCsv],
    ['visits', visitsCsv],
  ] as const) {
    app.get(`/manager/${name}.csv`, (request, reply) => {
      if (!isManager(request, parts.rules)) return reply.code(403).send({ error: 'forbidden' });
      const span = Span.safeParse(request.query);
      if (!span.success) return badRequest(reply, 'from and to must be days such as 2026-11-21');
      const days = { fromDay: span.data.from, toDay: span.data.to };
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}-${days.fromDay}.csv"`)
        .send(csv(parts.db, parts.clinic, days));
    });
  }
  return app;
}

function isManager(request: FastifyRequest, rules: AuthenticationRules): boolean {
  if (rules.isDemonstration) return true;
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  return rules.devices.some(
    (device) => device.role === 'manager' && token !== undefined && isSame(device.token, token),
  );
}

function badRequest(reply: FastifyReply, message: string) {
  return reply.code(400).send({ error: message });
}
