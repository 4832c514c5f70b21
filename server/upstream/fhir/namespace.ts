/** Our own names for things in a server's records, under the system that the settings give. */
export type Namespace = ReturnType<typeof namespaceOf>;

/** @param identifierSystem a URL such as "https://clinic.example.org/foyer" */
export function namespaceOf(identifierSystem: string) {
  const root = identifierSystem.replace(/\/+$/, '');
  const kind = (name: string): string => `${root}/${name}`;
  return {
    /** The system of the identifiers of visits and answers. */
    system: identifierSystem,
    /** The system of ids of one kind, such as stations. */
    kind,
    visit: (visitId: string): string => `visit-${visitId}`,
    answer: (answerId: string): string => `answer-${answerId}`,
    coding: (name: string, code: string) => ({ system: kind(name), code }),
    exitQuestionnaire: kind('Questionnaire/exit-face'),
    /** The visit that one of our identifiers names, or null. */
    visitIdOf: (value: string): string | null =>
      value.startsWith('visit-') ? value.slice('visit-'.length) : null,
  };
}
