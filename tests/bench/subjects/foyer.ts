import pino from 'pino';
import { type App, startApp } from '../../../server/app.ts';
import { benchClinic } from '../bench-clinic.ts';
import { addBacklog, delivered } from './backlog.ts';
import { answerQuestions, cpuMilliseconds, sharedNow } from '../child.ts';
import { BenchDay } from './bench-day.ts';

export type FoyerSettings = {
  readonly folder: string;
  readonly port: number;
  readonly mostInOneBatch?: number;
  /** The hub it delivers to; without it, nowhere. */
  readonly hubUrl?: string;
};

let running: { readonly app: App; readonly day: BenchDay } | null = null;

function subject(): { readonly app: App; readonly day: BenchDay } {
  if (!running) throw new Error('the server is not started');
  return running;
}

/** The real site server in a process of its own. */
answerQuestions({
  start: async ({ folder, port, mostInOneBatch, hubUrl }: FoyerSettings) => {
    const day = new BenchDay();
    const app = await startApp({
      file: benchClinic(hubUrl),
      isDemonstration: false,
      dataFolder: folder,
      host: '127.0.0.1',
      port,
      allowedOrigins: [],
      logger: pino({ level: 'error' }),
      clock: day.clock,
      ...(mostInOneBatch === undefined ? {} : { mostInOneBatch }),
    });
    const listeningAt = sharedNow();
    running = { app, day };
    return { port: app.port, listeningAt };
  },
  'begin a new day': () => subject().day.begin(subject().app),
  'show notice': async ({ minutes }: { minutes: number }) => {
    const sentAt = sharedNow();
    await subject().day.showNotice(subject().app, minutes);
    return sentAt;
  },
  'deliver backlog': async ({ count }: { count: number }) => {
    const { app } = subject();
    addBacklog(app, count);
    const startAt = sharedNow();
    await delivered(app);
    return (count * 1000) / (sharedNow() - startAt);
  },
  'add backlog': ({ count }: { count: number }) => addBacklog(subject().app, count),
  'all delivered': () => delivered(subject().app),
  cpu: cpuMilliseconds,
});
