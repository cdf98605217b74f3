import { no, type Ability } from './ability.ts';
import type { Failing } from './gate.ts';
import { may, type Viewer } from './permissions.ts';
import type { ApprovalSettings, PolicyDefinition } from './policy.ts';
import { asksApproval } from './role-groups.ts';
import { ExpirationKind, RequestType } from './vocabulary.ts';

/** Who wrote the version of a policy that a request falls under, and whether anybody else looked at it. */
export interface VersionAuthorship {
  /** null: the system, or somebody before authors were recorded; such a version counts as confirmed. */
  readonly authorId: string | null;
  /** Did another person with the right confirm it? */
  readonly confirmed: boolean;
  /** Does somebody decide this request under it? A bypass of approval makes no difference. */
  readonly asksSomebody: boolean;
  /** Is its author one with requester or target, because one of them is a service and the other answers for it? */
  readonly authorIsInvolved?: boolean;
}

/** The types that give or prolong, started by a person. Removals and answers give nothing; the system serves nobody. */
const GIVING: readonly RequestType[] = [
  RequestType.USER_ADD,
  RequestType.USER_EXTEND,
  RequestType.ON_BEHALF_ADD,
  RequestType.ADMIN_ADD,
  RequestType.ADMIN_UPDATE,
];

/** With these, somebody with a role openly gives to somebody else. Only the person who gets it counts, not the one who gives. */
const BY_ROLE: readonly RequestType[] = [RequestType.ADMIN_ADD, RequestType.ADMIN_UPDATE];

/**
 * Gate SELF_SERVING_POLICY: nobody decides for themself by writing a policy that asks nobody else (domain §4). Refused until
 * another person with the right confirms the version.
 *
 * @param authorship null: no policy applies.
 */
export function selfServingFailure(
  type: RequestType,
  who: { readonly requesterId: string | null; readonly targetId: string },
  authorship: VersionAuthorship | null,
): Failing | null {
  if (authorship === null || authorship.authorId === null || authorship.confirmed || authorship.asksSomebody) return null;
  if (!GIVING.includes(type)) return null;
  const { authorId } = authorship;
  const requesterWroteIt = authorId === who.requesterId && !BY_ROLE.includes(type);
  if (!requesterWroteIt && authorId !== who.targetId && authorship.authorIsInvolved !== true) return null;
  return {
    message: requesterWroteIt
      ? 'You wrote this policy yourself, and it asks nobody else: somebody else who may edit it has to confirm it first.'
      : 'The person it is for wrote this policy, and it asks nobody else: somebody else who may edit it has to confirm it first.',
    fixedBy: 'PACKAGE_MANAGER',
  };
}

/** Does a version wait for somebody else to confirm it: has it an author, and could a request under it ask nobody? */
export function awaitsConfirmation(
  { authorId, confirmed }: Pick<VersionAuthorship, 'authorId' | 'confirmed'>,
  definition: ApprovalSettings & Pick<PolicyDefinition, 'expiration'>,
): boolean {
  return authorId !== null && !confirmed && couldAskNobody(definition);
}

/** Could somebody get access, or keep it longer, under this definition without anybody being asked? */
export function couldAskNobody({
  expiration,
  requesting,
  stages,
}: ApprovalSettings & Pick<PolicyDefinition, 'expiration'>): boolean {
  if (!asksApproval({ requesting, stages })) return true;
  return expiration.kind !== ExpirationKind.NEVER && expiration.extensionAllowed && !expiration.extensionNeedsApproval;
}

/** A version, as the ability to confirm it depends on it. */
export interface VersionFacts extends Pick<VersionAuthorship, 'authorId' | 'confirmed'> {
  readonly catalogId: string;
  /** Is it what the policy says now? */
  readonly current: boolean;
}

/** May the viewer confirm a version: another person than its author, who may edit policies there (domain §4)? */
export function mayConfirmVersion(viewer: Viewer, { catalogId, authorId, confirmed, current }: VersionFacts): Ability {
  const edit = may(viewer, 'policy.edit', { catalogId });
  if (!edit.allowed) return edit;
  if (!current) return no('WRONG_STATE', 'The policy says something else by now.');
  if (authorId === null || confirmed) return no('WRONG_STATE', 'It needs no confirmation.');
  return authorId === viewer.userId ? no('NOT_FOR_YOURSELF', 'You wrote it; somebody else has to confirm it.') : edit;
}
