import pino from 'pino';
import { type RunningHub, startHub } from '../../../server/hub/start-hub.ts';
import { answerQuestions, cpuMilliseconds } from '../child.ts';
import { HUB_TOKEN } from '../tokens.ts';

export type HubSubjectSettings = { readonly database: string };

let hub: RunningHub | null = null;

/** The real hub on a PostgreSQL database, in a process of its own. */
answerQuestions({
  cpu: cpuMilliseconds,
  start: async ({ database }: HubSubjectSettings) => {
    hub = await startHub({
      hub: {
        viewerToken: HUB_TOKEN,
        adminToken: HUB_TOKEN,
        clinics: [{ id: 'bench', name: 'Bench', token: HUB_TOKEN, timeZone: 'Europe/Dublin' }],
      },
      storage: { address: database },
      host: '127.0.0.1',
      port: 0,
      logger: pino({ level: 'error' }),
    });
    return { url: hub.url };
  },
});
