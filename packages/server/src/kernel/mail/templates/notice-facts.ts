import { type NotificationFacts } from '@gatehouse/schema/rules/notification-text';
import { type OperationAction } from '@gatehouse/schema/rules/vocabulary';

/** One answer of a request, as people read it. */
export interface AnswerFact {
  question: string;
  values: readonly string[];
}

/** The request a mail is about. Times are ISO 8601 in UTC. */
export interface RequestFact {
  id: string;
  justification: string | null;
  answers: readonly AnswerFact[];
  startsAt: string | null;
  expiresAt: string | null;
  /** ISO 8601 length, where a length and no date was asked for. */
  duration: string | null;
  /** FAILED: the conditions it did not meet. */
  failedGates: readonly string[];
}

/** The manual task a mail is about. */
export interface TaskFact {
  id: string;
  action: OperationAction;
  personName: string;
  personEmail: string | null;
  roleName: string;
  resourceName: string;
  connectorName: string;
}

/** Everything a mail is made from: what is said in one sentence everywhere, and what only a mail adds. */
export interface NoticeFacts extends NotificationFacts {
  readerName: string;
  request: RequestFact | null;
  stage: { id: string; decideBy: string | null } | null;
  assignmentId: string | null;
  task: TaskFact | null;
  /** The service it is about. */
  serviceId?: string | null;
}
