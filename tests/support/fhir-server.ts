import http from 'node:http';
import { getStatus, OperationOutcomeError, parseSearchRequest } from '@medplum/core';
import { FhirRouter, type MemoryRepository } from '@medplum/fhir-router';
import type {
  Appointment,
  Bundle,
  Encounter,
  FhirResource,
  QuestionnaireResponse,
} from 'fhir/r4.js';
import { CheckedRepository, indexDefinitions } from './checked-repository.ts';

export type FhirExchange = {
  readonly method: string;
  /** Relative to the base, with its query: "Encounter?identifier=…". */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

export type FhirAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** How the server treats a request: `serve` does what a good server does. */
export type FhirBehaviour = (
  exchange: FhirExchange,
  serve: (changed?: FhirExchange) => Promise<FhirAnswer>,
) => Promise<FhirAnswer | 'no-answer' | 'cut'>;

export type FhirServerChoice = {
  readonly repository?: MemoryRepository;
  readonly behaviour?: FhirBehaviour;
  /** Whether a PUT to a new id makes a resource. */
  readonly updateCreates?: boolean;
  readonly patchesAppointmentsOnly?: boolean;
  /** The value that `Authorization` must have. */
  readonly isAllowed?: (authorization: string | undefined) => boolean;
  /** At most so many matches on a page, whatever was asked for. */
  readonly pageSize?: number;
};

type ByType = {
  readonly Encounter: Encounter;
  readonly QuestionnaireResponse: QuestionnaireResponse;
  readonly Appointment: Appointment;
};

export type FhirServer = AsyncDisposable & {
  readonly url: string;
  readonly requests: readonly FhirExchange[];
  readonly put: (resource: FhirResource) => Promise<void>;
  readonly remove: (type: string, id: string) => Promise<void>;
  readonly all: <T extends keyof ByType>(type: T) => Promise<readonly ByType[T][]>;
  readonly appointment: (id: string) => Promise<Appointment>;
  readonly behave: (behaviour: FhirBehaviour) => void;
};

const BASE = '/fhir/R4';
const FHIR_JSON = { 'content-type': 'application/fhir+json; charset=utf-8' };

/** A FHIR R4 server on a free port. */
export async function startFhirServer(choice: FhirServerChoice = {}): Promise<FhirServer> {
  indexDefinitions();
  const repository = choice.repository ?? new CheckedRepository();
  const router = new FhirRouter();
  const requests: FhirExchange[] = [];
  let behaviour: FhirBehaviour = choice.behaviour ?? ((_exchange, serve) => serve());

  const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const exchange = await read(request);
    requests.push(exchange);
    const serve = (changed = exchange): Promise<FhirAnswer> =>
      serveWell(changed, { choice, repository, router, url: urlOf(server) });
    const given = await behaviour(exchange, serve);
    if (given === 'no-answer') return;
    if (given === 'cut') {
      response.destroy();
      return;
    }
    response.writeHead(given.status, given.headers).end(given.body);
  };
  const server = http.createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : 'failed');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // Types of two packages for the same R4 JSON, which do not know each other.
  const all = async <T extends keyof ByType>(type: T): Promise<readonly ByType[T][]> => {
    const found = await repository.search(parseSearchRequest(`${type}?_count=1000`));
    return (found.entry ?? []).map(({ resource }) => JSON.parse(JSON.stringify(resource)));
  };
  return {
    url: urlOf(server),
    requests,
    put: async (resource) => {
      await repository.createResource(JSON.parse(JSON.stringify(resource)), undefined, true);
    },
    remove: (type, id) => repository.deleteResource(type, id),
    all,
    appointment: async (id) => {
      const found = (await all('Appointment')).find((appointment) => appointment.id === id);
      if (!found) throw new Error(`There is no Appointment/${id}`);
      return found;
    },
    behave: (next) => {
      behaviour = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type ServePlace = {
  readonly choice: FhirServerChoice;
  readonly repository: MemoryRepository;
  readonly router: FhirRouter;
  readonly url: string;
};

async function serveWell(exchange: FhirExchange, place: ServePlace): Promise<FhirAnswer> {
  const { choice, repository } = place;
  if (choice.isAllowed && !choice.isAllowed(exchange.headers.authorization)) {
    return refusal(401, 'login');
  }
  if (exchange.path === 'metadata') return answer(200, capabilityStatement(choice));
  const isPut = exchange.method === 'PUT';
  if (isPut && choice.updateCreates !== true && !(await isThere(exchange.path, repository))) {
    return refusal(405, 'not-supported');
  }
  const isSearch = exchange.method === 'GET' && exchange.path.includes('?');
  return isSearch ? servePage(exchange, place) : serveByRouter(exchange, place);
}

async function serveByRouter(
  { method, path, headers, body }: FhirExchange,
  { router, repository }: ServePlace,
): Promise<FhirAnswer> {
  const [outcome, resource] = await router.handleRequest(
    {
      // True because Node only parses methods of HTTP, of which these tests send four.
      method: method as 'GET' | 'POST' | 'PUT' | 'PATCH',
      url: path,
      pathname: '',
      params: {},
      query: {},
      body: body === '' ? undefined : JSON.parse(body),
      headers,
    },
    repository,
  );
  const version = resource?.meta?.versionId;
  const etag: Record<string, string> = version === undefined ? {} : { etag: `W/"${version}"` };
  return answer(getStatus(outcome), resource ?? outcome, etag);
}

/** The parent server lists what it is asked for but never says where the next page is. */
async function servePage(exchange: FhirExchange, place: ServePlace): Promise<FhirAnswer> {
  const { pageSize = 1000 } = place.choice;
  const url = new URL(`${place.url}/${exchange.path}`);
  const offset = Number(url.searchParams.get('_offset') ?? 0);
  const count = Math.min(Number(url.searchParams.get('_count') ?? pageSize), pageSize);
  url.searchParams.set('_count', String(count));
  url.searchParams.set('_offset', String(offset));
  const path = url.href.slice(place.url.length + 1);
  const whole = await serveByRouter({ ...exchange, path }, place);
  const bundle: Bundle = JSON.parse(whole.body);
  if (bundle.resourceType !== 'Bundle' || (bundle.total ?? 0) <= offset + count) return whole;
  url.searchParams.set('_offset', String(offset + count));
  return answer(200, { ...bundle, link: [{ relation: 'next', url: url.href }] });
}

async function isThere(path: string, repository: MemoryRepository): Promise<boolean> {
  const [type = '', id = ''] = path.split('/');
  try {
    await repository.readResource(type, id);
    return true;
  } catch (error) {
    if (error instanceof OperationOutcomeError) return false;
    throw error;
  }
}

function capabilityStatement({ updateCreates, patchesAppointmentsOnly }: FhirServerChoice): object {
  const updateCreate = updateCreates === true;
  const write = patchesAppointmentsOnly === true ? 'patch' : 'update';
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        resource: [
          { type: 'Encounter', updateCreate },
          { type: 'QuestionnaireResponse', updateCreate },
          { type: 'Appointment', interaction: [{ code: 'read' }, { code: write }] },
        ],
      },
    ],
  };
}

export function answer(
  status: number,
  resource: object,
  headers: Readonly<Record<string, string>> = {},
): FhirAnswer {
  return { status, headers: { ...FHIR_JSON, ...headers }, body: JSON.stringify(resource) };
}

/** An OperationOutcome, with words that must not be found anywhere else. */
export function refusal(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): FhirAnswer {
  const issue = [{ severity: 'error', code, diagnostics: 'about Whitfield, James' }];
  return answer(status, { resourceType: 'OperationOutcome', issue }, headers);
}

async function read(request: http.IncomingMessage): Promise<FhirExchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    method: request.method ?? '',
    path: (request.url ?? '').slice(BASE.length + 1),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function urlOf(server: http.Server): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://127.0.0.1:${port}${BASE}`;
}
