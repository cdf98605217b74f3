import { auditSaid, type AuditDetails } from '@gatehouse/schema/rules/audit-said';
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
    subject {
      __typename
      id
      ... on User {
        name
      }
      ... on Group {
        name
      }
      ... on AccessPackage {
        name
      }
      ... on Catalog {
        name
      }
      ... on AssignmentPolicy {
        name
      }
      ... on Resource {
        name
      }
      ... on Connector {
        name
      }
    }
    target {
      id
      name
    }
    accessPackage {
      id
      name
    }
    catalog {
      id
      name
    }
    details
    actor {
      id
      name
    }
  }
`);

export type AuditRow = FragmentOf<typeof AuditEventFragment>;

/** What happened, as exactly as its details say, which are an empty object where the reader may not know them. */
export const inWords = ({ action, details }: { action: string; details: unknown }, inDays?: (at: string) => string) =>
  auditSaid(action, (details ?? {}) as AuditDetails, inDays);

/** `AccessRequest` as people write it. */
export const typeInWords = (typeName: string) =>
  typeName.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
