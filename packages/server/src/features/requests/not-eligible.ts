import { type GateFailure } from '@gatehouse/schema/rules/gate-codes';
import { type RequestType } from '@gatehouse/schema/rules/vocabulary';
import { Refused } from '../../refused.ts';
import { shownGates } from './flow.ts';

/** What was refused, for the evidence. */
export interface RefusedAsk {
  type: RequestType;
  accessPackageId: string;
  targetId: string;
  catalogId: string;
}

/** The refusal of a request with every gate that failed; one audit event says so, and no request exists (DOMAIN §2). */
export function notEligible(ask: RefusedAsk, failures: readonly GateFailure[], path: string[] | null = null): Refused {
  const { type, ...about } = ask;
  return new Refused({
    type: 'NotEligibleError',
    code: 'NOT_ELIGIBLE',
    message: failures.map(({ message }) => message).join(' '),
    path,
    gates: shownGates(failures),
  } as never).recorded({
    action: 'request.refused',
    subject: { type: 'AccessPackage', id: ask.accessPackageId },
    ...about,
    details: { type, gates: failures.map(({ code }) => code) },
  });
}
