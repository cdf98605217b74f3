import { graphql, type FragmentOf } from '../../graphql/graphql.ts';

/** What the list shows of an event. */
export const AuditEventFragment = graphql(`
  fragment AuditRow on AuditEvent {
    id
    at
    action
    outcome
    subjectType
    subjectId
    targetId
    accessPackageId
    catalogId
    details
    actor {
      id
      name
    }
  }
`);

export type AuditRow = FragmentOf<typeof AuditEventFragment>;

/** `AccessRequest` as people write it. */
export const typeInWords = (typeName: string) =>
  typeName.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
