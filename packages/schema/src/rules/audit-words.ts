/**
 * Every action that stands in the audit, in plain words: what somebody did, to be read after their name. The server takes no other
 * action, so whatever is recorded can be read and looked for.
 */
export const AUDIT_WORDS = {
  'access_package.created': 'Created a package',
  'access_package.deleted': 'Deleted a package',
  'access_package.reactivated': 'Brought a retired package back',
  'access_package.retired': 'Retired a package',
  'access_package.roles_set': 'Changed the contents of a package',
  'access_package.updated': 'Changed a package',
  'approval.bypassed': 'Bypassed the approval',
  'approval.decided': 'Decided: approved or denied',
  'approval.escalated': 'Asked further approvers, because nobody had answered',
  'approval.lapsed': 'Closed an approval that nobody had answered in time',
  'approval.re_resolved': 'Found other approvers, because those asked were gone',
  'approval.reassigned': 'Handed an approval on to somebody else',
  'approval.revoked': 'Revoked an approval',
  'approval.skipped': 'Skipped an approval stage',
  'approval.stage_opened': 'Asked the approvers',
  'approval.taken_back': 'Took a decision back within the undo window',
  'approval.took_effect': 'Made a decision take effect after the undo window',
  'assignment.begun': 'Gave access',
  'assignment.end_moved': 'Moved the end of access (extended or shortened)',
  'assignment.ended': 'Ended access',
  'assignment.redelivered': 'Delivered access again after its package changed',
  'assignment.settled': 'Found a delivery at its end',
  'catalog.created': 'Created a catalog',
  'catalog.deleted': 'Deleted a catalog',
  'catalog.resource_added': 'Added a resource to a catalog',
  'catalog.resource_removed': 'Removed a resource from a catalog',
  'catalog.role_assigned': 'Gave a role in a catalog',
  'catalog.role_removed': 'Took away a role in a catalog',
  'catalog.updated': 'Changed a catalog',
  'connector.created': 'Created a connector to a target',
  'connector.deleted': 'Deleted a connector',
  'connector.tested': 'Tested a connector',
  'connector.updated': 'Changed a connector',
  'deployment_role.assigned': 'Gave a role over the deployment (administrator, auditor …)',
  'deployment_role.removed': 'Took away a role over the deployment',
  'grant.activated': 'Delivered a right to its target',
  'grant.adopted': 'Found a right that was in its target before',
  'grant.failed': 'Could not deliver a right',
  'grant.found': 'Found a lost right again',
  'grant.given_again': 'Gave a lost right again',
  'grant.lost': 'Noticed that a right is lost in its target',
  'grant.released': 'Let go of a right',
  'grant.removed': 'Took a right away in its target',
  'grant.revoke_failed': 'Could not take a right away',
  'group.created': 'Created a group',
  'group.deleted': 'Deleted a group',
  'group.members_added': 'Added members to a group',
  'group.members_removed': 'Removed members from a group',
  'group.updated': 'Changed a group',
  'manual_task.canceled': 'Canceled a manual task',
  'manual_task.completed': 'Completed a manual task',
  'manual_task.opened': 'Opened a manual task',
  'manual_task.rejected': 'Rejected a manual task',
  'notification_preferences.updated': 'Changed what they are told by mail',
  'policy.created': 'Created a policy',
  'policy.deleted': 'Deleted a policy',
  'policy.updated': 'Changed a policy',
  'policy.version_confirmed': 'Confirmed a version of a policy',
  'provisioning.retried': 'Had a delivery tried again',
  'request.answers_changed': 'Changed the answers of a request',
  'request.canceled': 'Canceled a request',
  'request.commented': 'Commented on a request',
  'request.failed': 'Closed a request that could not go on',
  'request.imported': 'Imported a request of an older system',
  'request.overtaken': 'Closed a request that a newer one overtook',
  'request.refusal_foreseen': 'Looked whether they may ask, and could not',
  'request.refused': 'Was refused a request',
  'request.reprocessed': 'Had a request processed again',
  'request.settled': 'Closed a request after its delivery',
  'request.started': 'Started the delivery of a request',
  'request.submitted': 'Asked for access, its extension, change or removal',
  'resource.created': 'Created a resource',
  'resource.deleted': 'Deleted a resource',
  'resource.updated': 'Changed a resource',
  'session.ended': 'Signed out',
  'session.started': 'Signed in',
  'sign_in_link.created': 'Made a sign-in link',
  'sign_in_link.spent': 'Used a sign-in link',
  'token.created': 'Made an API token',
  'token.revoked': 'Revoked an API token',
  'user.blocked': 'Blocked a person',
  'user.created': 'Created a person',
  'user.deleted': 'Deleted a person',
  'user.restored': 'Restored a deleted person',
  'user.unblocked': 'Unblocked a person',
  'user.updated': 'Changed a person',
} as const;

/** Every action there may be. A noun that is not of this repository adds its own to the interface. */
export interface AuditActions extends Record<keyof typeof AUDIT_WORDS, string> {}

/** An action as it stands in the audit: `noun.verb`, in the past tense. */
export type AuditAction = keyof AuditActions;

export const AUDIT_ACTIONS = Object.keys(AUDIT_WORDS) as AuditAction[];

/** Coming and going: by far the most there is, and seldom what is looked for. */
export const SIGN_INS: readonly AuditAction[] = [
  'session.started',
  'session.ended',
  'sign_in_link.created',
  'sign_in_link.spent',
];

/** An action in plain words; of another version of Gatehouse, its code. */
export function auditWords(action: string): string {
  return (AUDIT_WORDS as Partial<AuditActions>)[action as AuditAction] ?? action;
}
