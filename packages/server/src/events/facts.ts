/**
 * What the nouns tell each other, in the past tense. A fact is published inside the transaction that made it true;
 * the handlers of other nouns (`on-<fact>.<verb>.ts`, registered in compose.ts) act in that same transaction.
 */
export interface DomainFacts {
  /** A request became one that is to be delivered now: requests → assignments. */
  requestReadyToDeliver: { requestId: string };
  /** The rights of an assignment came to rest in their targets, wholly or partly: assignments → requests. */
  assignmentSettled: {
    assignmentId: string;
    direction: 'DELIVERY' | 'REMOVAL';
    event: 'FINISH' | 'FINISH_IN_PART' | 'FAIL_DELIVERY';
  };
  /** A failed delivery is to be tried again: requests → assignments. */
  requestReprocessed: { requestId: string };
  /** A fresh assignment took over from one that is at its end, or failed: assignments → requests, which record the removal. */
  assignmentReplaced: { assignmentId: string; cause: 'EXPIRY' | 'REPLACED' };
  /** The roles of a package changed: catalog → assignments, which give and take in the background. */
  packageRolesChanged: { accessPackageId: string };
  /** Something is to be told to people: any noun → notifications. */
  noteworthy: Noteworthy;
  /** A request or a stage of it moved on: requests → notifications, where done clears itself. */
  requestMoved: { requestId: string };
  /** A manual task is not to be done any more: provisioning → notifications. */
  taskClosed: { taskId: string };
  /** A user was blocked or deleted: identity → requests, assignments. */
  userBlocked: { userId: string };
  userDeleted: { userId: string };
  /** Somebody took people out of a group of our own directory, or put them in, by hand or by import: identity → assignments. */
  groupMembersLeft: { groupId: string; userIds: readonly string[] };
  groupMembersCame: { groupId: string; userIds: readonly string[] };
  /** Grants on their way are not wanted any more, and wait for what becomes of them: assignments → provisioning. */
  grantsFenced: { grantIds: readonly string[] };
  /** Somebody who was blocked may be given things again: identity → provisioning. */
  userUnblocked: { userId: string };
  /** A right that was lost is to be given again, by hand: provisioning → assignments. */
  lostGrantAskedFor: { grantId: string };
  /** An operation made a grant true or untrue, or gave up: provisioning → assignments. */
  grantSettled: { grantId: string };
  /** A grant is to be given or taken: assignments → provisioning. */
  grantIntended: { grantId: string; action: 'GRANT' | 'REVOKE' };
}

/** One fact for one or more people. The dedupe key makes it told once, however often it is found true. */
export interface Noteworthy {
  kind: import('@gatehouse/schema/rules/vocabulary').NotificationKind;
  userIds: readonly string[];
  requestId?: string | null;
  stageId?: string | null;
  assignmentId?: string | null;
  taskId?: string | null;
  /** Distinguishes several notices of one kind about one thing, such as the first and second reminder. */
  occurrence?: string;
  /** ACCESS_CHANGED: what came and went for whoever is told. */
  rights?: import('@gatehouse/schema/notifications/notification.entity').NoticeRights;
}

export type FactName = keyof DomainFacts;
export type DomainFact = { [N in FactName]: { name: N } & DomainFacts[N] }[FactName];
