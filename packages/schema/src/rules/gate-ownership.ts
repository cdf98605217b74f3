import type { Failing } from './gate.ts';
import type { PolicyDefinition } from './policy.ts';
import type { RequestAction } from './request-types.ts';
import { RequestType, type GateFixer } from './vocabulary.ts';

/** Who asks, and what they are to the target. */
export interface RequesterFacts {
  /** null for the system. */
  readonly id: string | null;
  readonly isSystem: boolean;
  /** Is the requester the target's own manager (the next one up)? */
  readonly managesTarget: boolean;
  /** Does the requester answer for the target, a service? */
  readonly answersForTarget: boolean;
  /** May the requester assign in this catalog: `may(viewer, 'assignment.assign', …)`? */
  readonly mayAssign: boolean;
  /** Does the token in use, if any, reach into this catalog? */
  readonly reaches: boolean;
}

/** Of a removal this gate is asked alone, so that it says its code itself. */
type NotYours = Failing & { readonly code: 'NOT_YOURS_TO_REQUEST' };

const fail = (message: string, fixedBy: GateFixer): NotYours => ({ code: 'NOT_YOURS_TO_REQUEST', message, fixedBy });

/**
 * Gate 11, NOT_YOURS_TO_REQUEST: may this requester start this type of request for this target (domain §3, §4
 * "Requester settings", "Nobody decides for themself": nobody assigns to themself either)?
 *
 * @param definition the policy it falls under; null: what only the policy can answer is passed over. A removal whose
 *   policy no longer exists is open to the person and to their manager.
 */
export function ownershipFailure(
  type: RequestType,
  action: RequestAction,
  requester: RequesterFacts,
  targetId: string,
  definition: PolicyDefinition | null,
): NotYours | null {
  if (!requester.reaches) return fail('Your token is for other catalogs.', 'REQUESTER');
  const self = requester.id !== null && requester.id === targetId;
  switch (type) {
    case RequestType.SYSTEM_REMOVE:
      return requester.isSystem ? null : fail('Only the system starts this kind of request.', 'NOBODY');
    case RequestType.ADMIN_REMOVE:
      return requester.mayAssign ? null : fail('You have no role here that lets you take this access away.', 'CATALOG_OWNER');
    case RequestType.ADMIN_ADD:
    case RequestType.ADMIN_UPDATE:
      if (!requester.mayAssign) return fail('You have no role here that lets you give or change this access.', 'CATALOG_OWNER');
      return self || requester.answersForTarget
        ? fail(
            'Nobody may assign to themself, or to a service they answer for; another administrator can, or you can request it.',
            'ADMINISTRATOR',
          )
        : null;
    case RequestType.ON_BEHALF_ADD:
    case RequestType.ON_BEHALF_REMOVE:
      return onBehalf(action, requester, self, definition);
    case RequestType.USER_EXTEND:
      return self || requester.answersForTarget ? forSelf(action, true, definition) : forReport(requester, definition);
    default:
      return forSelf(action, self, definition);
  }
}

function onBehalf(
  action: RequestAction,
  requester: RequesterFacts,
  self: boolean,
  definition: PolicyDefinition | null,
): NotYours | null {
  if (self) return fail('This is a request for somebody else; you asked for yourself.', 'REQUESTER');
  // A service asks through whoever answers for it.
  if (requester.answersForTarget) return forSelf(action, true, definition);
  if (definition === null)
    return action === 'ADD' || requester.managesTarget
      ? null
      : fail('You may not request this for somebody else.', 'PACKAGE_MANAGER');
  const { managerOnBehalf, onBehalfUserIds } = definition.requesting;
  if (managerOnBehalf && requester.managesTarget) return null;
  if (requester.id !== null && onBehalfUserIds.includes(requester.id)) return null;
  return fail(
    managerOnBehalf
      ? 'You may not request this for this person; their manager may.'
      : 'You may not request this for somebody else.',
    'PACKAGE_MANAGER',
  );
}

/** A manager keeps a report's access for longer, where the policy lets managers act on behalf (domain §11). */
function forReport({ managesTarget }: RequesterFacts, definition: PolicyDefinition | null): NotYours | null {
  if (!managesTarget) return fail('Only the person who has the access, or their manager, may ask for this.', 'TARGET');
  if (definition === null || definition.requesting.managerOnBehalf) return null;
  return fail('The policy does not let you ask for people who report to you.', 'PACKAGE_MANAGER');
}

function forSelf(action: RequestAction, self: boolean, definition: PolicyDefinition | null): NotYours | null {
  if (!self) return fail('Only the person who has the access may ask for this.', 'TARGET');
  if (definition === null) return null;
  const { selfAdd, selfExtend, selfRemove } = definition.requesting;
  if (action === 'ADD' && !selfAdd)
    return fail('You may not request this for yourself; somebody entitled may do it for you.', 'PACKAGE_MANAGER');
  if (action === 'EXTEND' && !selfExtend) return fail('You may not extend this yourself.', 'PACKAGE_MANAGER');
  if (action === 'REMOVE' && !selfRemove)
    return fail('You may not give this up yourself; an administrator can end it.', 'PACKAGE_MANAGER');
  return null;
}
