import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, LogController } from 'fastify';
import { MOST_BYTES_AT_ONCE } from '../../../shared/contract/sync-wire.ts';
import { StoreBusy } from '../store.ts';
import { digestRoute } from './digest-route.ts';
import { serveHubPage } from './hub-page.ts';
import { pageHeaders } from '../../http/page-headers.ts';
import type { HubParts } from './hub-parts.ts';
import { pushRoute } from './push-route.ts';
import { refuse } from './refusal.ts';
import { reportRoutes } from './report-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** Bodies travel as text inside JSON: every quote of theirs takes two bytes, and each event a frame. */
const BODY_LIMIT = 4 * MOST_BYTES_AT_ONCE;

/** Serves the clinics, the reports and the page. It is not listening yet. */
export async function createHubServer(parts: HubParts) {
  const app = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    // Whoever is being answered gets the answer; nobody else keeps us from stopping.
    forceCloseConnections: 'idle',
    // Whatever an item is called inside must not refuse the whole request; schemas take what they know.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  });
  await app.register(helmet, pageHeaders(["'self'"]));
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found', 'there is nothing here'));
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error instanceof StoreBusy) {
      parts.logger.warn({ err: error.cause }, 'the database is busy');
      return refuse(reply, 'busy', 'the database cannot take it now');
    }
    if (error.statusCode === 413) return refuse(reply, 'too-large', `at most ${BODY_LIMIT} bytes`);
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return refuse(reply, 'invalid-request', 'the request is not JSON');
    }
    parts.logger.error({ err: error }, 'request failed');
    return reply.code(500).send({ error: 'busy', message: 'a fault of the hub' });
  });
  pushRoute(app, parts);
  digestRoute(app, parts);
  scheduleRoutes(app, parts);
  reportRoutes(app, parts);
  app.get('/health', async (_request, reply) => {
    try {
      await parts.store.check();
      return { status: 'ok' };
    } catch (error) {
      parts.logger.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'failing' });
    }
  });
  await serveHubPage(app);
  return app;
}
