import { type StoredGate } from '@gatehouse/schema/requests/failed-gate';
import { type GateDetails } from '@gatehouse/schema/rules/gate-details';
import { type Written } from '@gatehouse/schema/rules/written';
import { type GateFailure } from '@gatehouse/schema/rules/gates';

/** A failed gate as it is stored: it names nobody, and is put in words for its reader where it is shown (spoken-gates.ts). */
export function shownGate({ code, message, fixedBy, path, details }: GateFailure): StoredGate {
  return { code, message, fixedBy, path: path ? [...path] : null, ...shownDetails(details) };
}

/** Failed gates as they are shown with what was asked: of the answers, one for each question that is not answered as it must be. */
export function shownGates(failures: readonly GateFailure[]): StoredGate[] {
  return failures.flatMap((failure) => {
    const shown = shownGate(failure);
    if (!failure.parts) return [shown];
    return failure.parts.map(({ message, path, details }) => ({ ...shown, message, path: [...path], ...shownDetails(details) }));
  });
}

/** The details, and what of them a gate has in fields of its own. */
function shownDetails(
  details: GateDetails | undefined,
): Pick<StoredGate, 'details' | 'latestEnd' | 'possibleFrom' | 'issue' | 'questionId'> {
  if (!details) return { details: null };
  const kept = written(details);
  switch (kept.type) {
    case 'GateAnswer':
      return { details: kept, issue: kept.issue, questionId: kept.questionId };
    case 'GateSchedule':
      return { details: kept, latestEnd: kept.latestEnd, possibleFrom: kept.possibleFrom };
    case 'GateAssignment':
      return { details: kept, possibleFrom: kept.requestableFrom };
    default:
      return { details: kept };
  }
}

function written(details: GateDetails): Written<GateDetails> {
  const entries = Object.entries(details).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]);
  return Object.fromEntries(entries) as Written<GateDetails>;
}
