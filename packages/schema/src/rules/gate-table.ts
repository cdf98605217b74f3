import type { Asked, Failing, Gate, GateColumn } from './gate.ts';
import { answersAtFault } from './gate-answers.ts';
import { alreadyAssigned, stillAssigned } from './gate-assignment.ts';
import type { GatePolicy, GateProof, GateStage, GateTerms } from './gate-details.ts';
import type { GateFacts, StandingFacts } from './gate-facts.ts';
import { ownershipFailure } from './gate-ownership.ts';
import { notOvertaken, onlyShortens, pendingInTheWay } from './gate-pending.ts';
import type { PolicyAnswer } from './gate-policy.ts';
import { outOfBounds, outOfTime } from './gate-schedule.ts';
import { isProved } from './proof.ts';
import { selfServingFailure } from './self-serving.ts';
import {
  BlockReason,
  CatalogState,
  PackageState,
  RequestType,
  UserKind,
  UserState,
  type GateCode,
  type GateFixer,
} from './vocabulary.ts';

const ADDS: readonly GateColumn[] = ['ADD', 'ADMIN_ADD'];
const GIVING: readonly GateColumn[] = [...ADDS, 'EXTEND'];

/** The gates of a request, in the order in which their failures are reported (domain §3). A gate is one entry here. */
export const GATES = {
  CATALOG_UNPUBLISHED: {
    meaning: 'The catalog is not published.',
    columns: ADDS,
    question: false,
    judge: ({ catalog }) =>
      unless(
        catalog.state === CatalogState.PUBLISHED,
        'The catalog of this package is not published, so nobody can be given it.',
        'CATALOG_OWNER',
      ),
    standing: null,
  },
  CATALOG_NOT_EXTERNAL: {
    meaning: 'The catalog is not open to outsiders.',
    columns: ADDS,
    question: false,
    judge: ({ target, catalog }) =>
      unless(
        target.kind !== UserKind.GUEST || catalog.externallyVisible,
        'The catalog of this package is not open to people from outside.',
        'CATALOG_OWNER',
      ),
    standing: null,
  },
  PACKAGE_RETIRED: {
    meaning: 'The package is retired.',
    columns: GIVING,
    question: false,
    judge: retired,
    standing: retired,
  },
  NO_POLICY_IN_SCOPE: {
    meaning: 'No policy is for this person.',
    columns: GIVING,
    question: false,
    judge: ({ policy }) => policyFailing(policy, 'NO_POLICY_IN_SCOPE'),
    standing: null,
  },
  // Nobody names a policy for access that is there already.
  POLICY_NOT_APPLICABLE: {
    meaning: 'The named policy is not for this person.',
    columns: ADDS,
    question: false,
    judge: ({ policy }) => policyFailing(policy, 'POLICY_NOT_APPLICABLE'),
    standing: null,
  },
  POLICY_DISABLED: {
    meaning: 'The policy is disabled.',
    columns: GIVING,
    question: false,
    judge: ({ policy }) => policyFailing(policy, 'POLICY_DISABLED'),
    standing: null,
  },
  TARGET_NOT_ELIGIBLE: {
    meaning: 'The person cannot be given access now.',
    columns: GIVING,
    question: false,
    judge: notEligible,
    standing: notEligible,
  },
  DOMAIN_BLOCKED: {
    meaning: 'A rule about mail domains shuts the person out.',
    columns: GIVING,
    question: false,
    judge: shutOut,
    standing: shutOut,
  },
  ORGANIZATION_NOT_CONFIGURED: {
    meaning: 'The organization of the person is not confirmed yet, and the policy is for configured ones.',
    columns: ADDS,
    question: false,
    judge: ({ policy }) => policyFailing(policy, 'ORGANIZATION_NOT_CONFIGURED'),
    standing: null,
  },
  // An extension or an update needs the assignment.
  ALREADY_ASSIGNED: {
    meaning: 'The person has it already.',
    columns: ADDS,
    question: false,
    judge: alreadyAssigned,
    standing: stillAssigned,
  },
  REQUEST_PENDING: {
    meaning: 'A request for it is under way.',
    columns: [...GIVING, 'UPDATE'],
    question: false,
    judge: (asked) => (onlyShortens(asked) ? notOvertaken(asked) : pendingInTheWay(asked)),
    standing: pendingInTheWay,
  },
  NOT_YOURS_TO_REQUEST: {
    meaning: 'You may not ask this for this person.',
    columns: [...GIVING, 'UPDATE', 'REMOVE'],
    question: false,
    judge: ({ type, action, requester, target, policy }) =>
      ownershipFailure(type, action, requester, target.id, policy.definition),
    standing: null,
  },
  SELF_SERVING_POLICY: {
    meaning: 'Requester or target wrote the policy, it asks nobody else, and nobody else has confirmed it.',
    columns: GIVING,
    question: false,
    judge: selfServing,
    standing: null,
  },
  ANSWERS_INVALID: {
    meaning: 'An answer is missing or wrong.',
    columns: [...ADDS, 'UPDATE'],
    question: true,
    judge: answersAtFault,
    standing: null,
  },
  SCHEDULE_OUT_OF_BOUNDS: {
    meaning: 'The start or the end lies outside what the policy allows.',
    columns: GIVING,
    question: false,
    judge: outOfBounds,
    standing: outOfTime,
  },
  // On behalf of somebody, and where somebody assigns, the request waits for the target instead (rules/consent.ts).
  TERMS_NOT_ACCEPTED: {
    meaning: 'There is something to accept first.',
    columns: ['ADD'],
    question: true,
    judge: notAccepted,
    standing: null,
  },
  // Whoever asks proves who they are, for whomever they ask.
  PROOF_MISSING: {
    meaning: 'The requester has not proved who they are as the policy wants it.',
    columns: ['ADD'],
    question: false,
    judge: notProved,
    standing: null,
  },
  NO_APPROVER: {
    meaning: 'There is nobody who could decide.',
    columns: GIVING,
    question: false,
    judge: ({ stages }) => stages.map(undecidable).filter((failing) => failing !== null),
    standing: null,
  },
} as const satisfies Record<GateCode, Gate>;

function unless(passes: boolean, message: string, fixedBy: GateFixer): Failing | null {
  return passes ? null : { message, fixedBy };
}

function retired({ accessPackage }: Pick<StandingFacts, 'accessPackage'>): Failing | null {
  return unless(
    accessPackage.state === PackageState.ACTIVE,
    'This package is retired; it is not given to anybody any more.',
    'PACKAGE_MANAGER',
  );
}

function policyFailing({ failure }: PolicyAnswer, code: GateCode): Failing<GatePolicy> | null {
  return failure?.code === code ? failure : null;
}

function notEligible({ target }: Pick<StandingFacts, 'target'>): Failing | null {
  const { state, blockReason } = target;
  // Somebody blocked by lifecycle only (a guest without access left) is unblocked by the delivery itself, and a Prospect accepted.
  if (
    state === UserState.ACTIVE ||
    state === UserState.PROSPECT ||
    (state === UserState.BLOCKED && blockReason === BlockReason.LIFECYCLE)
  )
    return null;
  const message =
    state === UserState.DELETED
      ? 'This person has left and can hold nothing.'
      : 'This person is blocked and can be given nothing now.';
  return { message, fixedBy: 'ADMINISTRATOR' };
}

function shutOut({ target }: Pick<StandingFacts, 'target'>): Failing | null {
  return unless(
    target.kind !== UserKind.GUEST || !target.domainShutOut,
    'People with a mail address of this domain are given nothing here.',
    'ORGANIZATION_ADMINISTRATOR',
  );
}

/** What only brings an end nearer serves nobody. */
function selfServing(asked: Asked): Failing | null {
  if (onlyShortens(asked)) return null;
  const who = { requesterId: asked.requester.id, targetId: asked.target.id };
  return selfServingFailure(asked.type, who, asked.policy.definition && asked.authorship);
}

function notAccepted({ type, termsDue: termsIds }: Pick<GateFacts, 'type' | 'termsDue'>): Failing<GateTerms> | null {
  if (type !== RequestType.USER_ADD || termsIds.length === 0) return null;
  const message = 'Read and accept how your data is used here.';
  return { message, fixedBy: 'REQUESTER', path: ['acceptedTerms'], details: { type: 'GateTerms', termsIds } };
}

function notProved({ proof, policy: { definition }, now }: Asked): Failing<GateProof> | null {
  if (definition === null || isProved(definition.requesting, proof, now)) return null;
  const { proofs, proofWithin: within } = definition.requesting;
  const way = `/auth/proof?policy=${encodeURIComponent(definition.policyId)}`;
  const message = 'Asking for this needs a stronger proof of who you are than you gave when you signed in, or a newer one.';
  return { message, fixedBy: 'REQUESTER', details: { type: 'GateProof', proofs, within, way } };
}

function undecidable({ resolution, order }: GateFacts['stages'][number]): Failing<GateStage> | null {
  if (resolution.state === 'RESOLVED') return null;
  const { quorum } = resolution;
  const eligible = resolution.approvers.length;
  const message =
    eligible === 0
      ? `Nobody can decide stage ${order} of the approval.`
      : `Stage ${order} of the approval needs ${quorum} people to decide, and only ${eligible} can.`;
  return { message, fixedBy: 'PACKAGE_MANAGER', details: { type: 'GateStage', order, eligible, quorum } };
}
