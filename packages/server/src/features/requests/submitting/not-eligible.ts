import { type GateFailure } from '@gatehouse/schema/rules/gates';
import { type RequestType } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../../kernel/change.ts';
import { Refused } from '../../../kernel/refused.ts';
import { shownGate, shownGates } from '../shown-gate.ts';
import { gateSpeaker } from './spoken-gates.ts';

/** What was refused, for the evidence. */
export interface RefusedAsk {
  type: RequestType;
  accessPackageId: string;
  targetId: string;
  catalogId: string;
}

/** The refusal of a request with every gate that failed; one audit event says so, and no request exists (domain §2). */
export async function notEligible(
  change: Change,
  ask: RefusedAsk,
  failures: readonly GateFailure[],
  path: string[] | null = null,
): Promise<Refused> {
  const { type, ...about } = ask;
  const shown = shownGates(failures);
  const speak = await gateSpeaker(change, change.em, { ...about, requesterId: change.viewer.userId }, shown);
  return new Refused({
    type: 'NotEligibleError',
    code: 'NOT_ELIGIBLE',
    message: [...new Set(speak(failures.map(shownGate)).map(({ message }) => message))].join(' '),
    path,
    gates: speak(shown),
  }).recorded({
    action: 'request.refused',
    subject: { type: 'AccessPackage', id: ask.accessPackageId },
    ...about,
    details: { type, gates: failures.map(({ code }) => code) },
  });
}
