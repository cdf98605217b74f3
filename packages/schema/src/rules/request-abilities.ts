import { all, any, no, yes, type Ability } from './ability.ts';
import { may, type Viewer } from './permissions.ts';
import { CANCELABLE_REQUEST_STATES, isPending, isReprocessable } from './request-machine.ts';
import { ADD_TYPES, EXTEND_TYPES, REMOVE_TYPES } from './request-types.ts';
import { decideAbility, takeBackAbility } from './stage-abilities.ts';
import type { StageFacts } from './stage-outcome.ts';
import { tokenReaches, tokenWrites } from './token-scope.ts';
import { RequestState, type RequestType } from './vocabulary.ts';

/** A request, as the abilities of its viewers depend on it. */
export interface RequestFacts {
  readonly type: RequestType;
  readonly state: RequestState;
  /** null for the system. */
  readonly requesterId: string | null;
  readonly targetId: string;
  /** Who answers for the target, where that is a service. */
  readonly targetResponsibleId?: string | null;
  readonly catalogId: string;
  /** Did a standing gate end it? */
  readonly failedAtGate: boolean;
  /** Is its last decision held back by the undo window? */
  readonly held: boolean;
  /** The stage that is open or held now, null for none. */
  readonly currentStage: StageFacts | null;
  /** Everybody who was ever asked to decide one of its stages. */
  readonly approverIds: readonly string[];
  /** Everybody whose approval in any of its stages stands. */
  readonly approvedByIds: readonly string[];
  /** Is the assignment it made (or extended) live now? */
  readonly assignmentLive: boolean;
  /** Is a right that it carries lost in its target, behind our back? */
  readonly rightsLost: boolean;
}

/** What the viewer may do with a request; served with it as `viewerCan`. */
export interface RequestAbilities {
  readonly approve: Ability;
  readonly deny: Ability;
  readonly takeBack: Ability;
  readonly cancel: Ability;
  readonly comment: Ability;
  readonly reprocess: Ability;
  readonly revokeApproval: Ability;
}

/** Every ability of a viewer on a request, each with its reason. */
export function requestAbilities(viewer: Viewer, request: RequestFacts, now: Date): RequestAbilities {
  const decide =
    request.currentStage === null
      ? no('WRONG_STATE', 'Nothing here waits for a decision.')
      : decideAbility(viewer, request.currentStage, request.catalogId, now);
  return {
    approve: decide,
    deny: decide,
    takeBack: takeBack(viewer, request, now),
    cancel: cancel(viewer, request),
    comment: comment(viewer, request),
    reprocess: reprocess(viewer, request),
    revokeApproval: revokeApproval(viewer, request, now),
  };
}

/** A token that may only read takes away every ability that changes something; one for other catalogs does too. */
function writable(viewer: Viewer, { catalogId }: RequestFacts): Ability {
  return all(tokenReaches(viewer, catalogId), tokenWrites(viewer));
}

function isInvolved(viewer: Viewer, request: RequestFacts): boolean {
  const { requesterId, targetId, targetResponsibleId } = request;
  return viewer.userId !== null && [requesterId, targetId, targetResponsibleId].includes(viewer.userId);
}

function takeBack(viewer: Viewer, request: RequestFacts, now: Date): Ability {
  const { currentStage, held } = request;
  if (currentStage === null) return no('WRONG_STATE', 'There is no decision here that could be taken back.');
  return all(takeBackAbility(viewer, currentStage, held, now), writable(viewer, request));
}

/** Requester, target or an entitled administrator, until delivery begins (domain §2). */
function cancel(viewer: Viewer, request: RequestFacts): Ability {
  if (!CANCELABLE_REQUEST_STATES.includes(request.state)) {
    return no(
      'WRONG_STATE',
      isPending(request.state) ? 'It is being delivered already; end the access instead.' : 'It is closed already.',
    );
  }
  const own = isInvolved(viewer, request)
    ? yes('OWN', 'It is your request, or about your access.')
    : no('NOT_YOURS', 'It is not your request.');
  return all(any(own, may(viewer, 'request.cancel', { catalogId: request.catalogId })), writable(viewer, request));
}

/** The thread between requester and approvers of a request that waits for a decision (domain §5). */
function comment(viewer: Viewer, request: RequestFacts): Ability {
  // Whoever waits must not learn from it that somebody decided.
  if (request.state !== RequestState.PENDING_APPROVAL && !request.held)
    return no('WRONG_STATE', 'Comments are for requests that wait for a decision.');
  const { userId } = viewer;
  const own = isInvolved(viewer, request)
    ? yes('OWN', 'It is your request, or about your access.')
    : no('NOT_YOURS', 'You have no part in this request.');
  const asked = userId !== null && request.approverIds.includes(userId) ? yes('APPROVER', 'You are asked to decide it.') : own;
  return all(any(asked, may(viewer, 'request.cancel', { catalogId: request.catalogId })), writable(viewer, request));
}

function reprocess(viewer: Viewer, request: RequestFacts): Ability {
  if (!isReprocessable(request.state, request.failedAtGate, request.rightsLost))
    return no('WRONG_STATE', 'There is no failed delivery to try again.');
  // A removal is tried again whatever became of the access; a delivery would have nothing to deliver to.
  if (!REMOVE_TYPES.includes(request.type) && !request.assignmentLive)
    return no('WRONG_STATE', 'The access has ended since; it can be requested again.');
  const role = may(viewer, 'request.reprocess', { catalogId: request.catalogId });
  // Whoever was to have it may have it tried again; what was lost since is the catalog's to give.
  const own = !REMOVE_TYPES.includes(request.type) && FAILED_DELIVERY.includes(request.state) && isInvolved(viewer, request);
  return own ? all(any(role, yes('OWN', 'It is your request, or about your access.')), writable(viewer, request)) : role;
}

const FAILED_DELIVERY: readonly RequestState[] = [RequestState.FAILED, RequestState.PARTIALLY_DELIVERED];

/** States of a request that gave something, or is giving it. */
const GIVEN: readonly RequestState[] = [
  RequestState.DELIVERING,
  RequestState.DELIVERED,
  RequestState.PARTIALLY_DELIVERED,
  RequestState.FAILED,
];

/** Later than the undo window, revoking an approval takes the access away by a removal (domain §5). */
function revokeApproval(viewer: Viewer, request: RequestFacts, now: Date): Ability {
  const { userId } = viewer;
  if (userId === null || !request.approvedByIds.includes(userId)) return no('NOT_YOURS', 'You did not approve this.');
  if (request.currentStage !== null && takeBackAbility(viewer, request.currentStage, request.held, now).allowed)
    return no('WRONG_STATE', 'It can still be taken back.');
  const waiting = request.state === RequestState.SCHEDULED && [...ADD_TYPES, ...EXTEND_TYPES].includes(request.type);
  // An extension that was denied, lapsed or still waits gave nothing: the access rests on somebody else's approval.
  const given = GIVEN.includes(request.state) && !request.failedAtGate && request.assignmentLive;
  if (!waiting && !given) return no('WRONG_STATE', 'There is no access left that rests on this approval.');
  return all(yes('APPROVER', 'You approved it.'), writable(viewer, request));
}
