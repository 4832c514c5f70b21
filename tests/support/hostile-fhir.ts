import { setTimeout as pause } from 'node:timers/promises';
import { created, type SearchRequest, type WithId } from '@medplum/core';
import type { Bundle } from 'fhir/r4.js';
import {
  type AnyResource,
  CheckedRepository,
  type CreateOptions,
  type Made,
} from './checked-repository.ts';
import {
  answer,
  type FhirAnswer,
  type FhirBehaviour,
  type FhirExchange,
  refusal,
} from './fhir-server.ts';

const HTML: FhirAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Guest network</title>Please sign in, James Whitfield.',
};

/** Looks, waits, and only then makes: two conditional creates at the same time make two resources. */
export class RacyRepository extends CheckedRepository {
  readonly #gapMs: () => number;

  constructor(gapMs: () => number) {
    super();
    this.#gapMs = gapMs;
  }

  override async conditionalCreate<T extends AnyResource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateOptions,
  ): Promise<Made<T>> {
    const found = await this.search({ ...search, count: 2 });
    await pause(this.#gapMs());
    if (found.total !== 0) return super.conditionalCreate(resource, search, options);
    const made = await this.createResource(resource, options);
    return { resource: made, outcome: created };
  }
}

/** Keeps what it is sent in its own way, as servers may. */
export class RewritingRepository extends CheckedRepository {
  override async createResource<T extends AnyResource>(
    resource: T,
    options?: CreateOptions,
    isUpdate?: boolean,
  ): Promise<WithId<T>> {
    const changed = JSON.parse(JSON.stringify(resource));
    if (changed.resourceType === 'Encounter') {
      delete changed.location;
      changed.class = { code: 'AMB' };
      changed.identifier = [...changed.identifier, { system: 'urn:theirs', value: '17' }];
      changed.identifier = changed.identifier.slice(0, 2);
      changed.period.start = changed.period.start.replace('.000Z', '+00:00');
    }
    return super.createResource(changed, options, isUpdate);
  }
}

type Wanted = (exchange: FhirExchange) => boolean;

export const isWrite: Wanted = ({ method }) => method !== 'GET';
export const writesOf =
  (type: string): Wanted =>
  (exchange) =>
    isWrite(exchange) && exchange.path.startsWith(type);
export const readsOf =
  (type: string): Wanted =>
  (exchange) =>
    !isWrite(exchange) && exchange.path.startsWith(type);

/** Treats the first `times` of the wanted requests badly, and all others well. */
export function first(times: number, wanted: Wanted, badly: FhirBehaviour): FhirBehaviour {
  let left = times;
  return (exchange, serve) => {
    if (left === 0 || !wanted(exchange)) return serve();
    left -= 1;
    return badly(exchange, serve);
  };
}

export const conflicts =
  (status: 409 | 412): FhirBehaviour =>
  async () =>
    refusal(status, 'conflict');

/** 500, although it was done. */
export const doneButFails: FhirBehaviour = async (_exchange, serve) => {
  await serve();
  return refusal(500, 'exception');
};

/** Done, and the answer is lost on the way. */
export const doneButCut: FhirBehaviour = async (_exchange, serve) => {
  await serve();
  return 'cut';
};

/** Done after the sender has long given up. */
export const doneLate =
  (afterMs: () => number): FhirBehaviour =>
  async (_exchange, serve) => {
    await pause(afterMs());
    return serve();
  };

export const asksToWait: FhirBehaviour = async () =>
  refusal(429, 'throttled', { 'retry-after': '1' });

export const answersHtml: FhirBehaviour = async () => HTML;

export const failsInHtml: FhirBehaviour = async () => ({ ...HTML, status: 502 });

/** Writes whatever comes, whichever version it was meant for. */
export const ignoresIfMatch: FhirBehaviour = (exchange, serve) => {
  const { 'if-match': _ignored, ...headers } = exchange.headers;
  return serve({ ...exchange, headers });
};

/** Answers writes without a body: only the headers tell what was made. */
export const answersWithoutBody: FhirBehaviour = async (exchange, serve) => {
  const good = await serve();
  if (!isWrite(exchange) || good.status >= 300) return good;
  const { id, resourceType } = JSON.parse(good.body);
  return { ...good, body: '', headers: { ...good.headers, location: `${resourceType}/${id}` } };
};

/** Changes pages of search results on their way. */
export function changesPages(change: (page: Bundle, number: number) => Bundle): FhirBehaviour {
  let number = 0;
  return async (exchange, serve) => {
    const good = await serve();
    if (!exchange.path.includes('?') || good.status !== 200) return good;
    number += 1;
    return answer(200, change(JSON.parse(good.body), number));
  };
}
