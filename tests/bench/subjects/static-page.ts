import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import serveFiles from '@fastify/static';
import Fastify from 'fastify';
import { answerQuestions } from '../child.ts';

/** Serves a built page the way the site server serves its own. */
answerQuestions({
  start: async ({ folder }: { folder: string }) => {
    const app = Fastify();
    await app.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: false });
    await app.register(serveFiles, { root: folder });
    await app.listen({ host: '127.0.0.1', port: 0 });
    // True because it listens on a port and not on a pipe.
    return { port: (app.server.address() as AddressInfo).port };
  },
});
