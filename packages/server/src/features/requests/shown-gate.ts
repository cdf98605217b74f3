import { type StoredGate } from '@gatehouse/schema/requests/failed-gate';
import { type GateFailure } from '@gatehouse/schema/rules/gates';

/** A failed gate as it is stored: it names nobody, and is put in words for its reader where it is shown (spoken-gates.ts). */
export function shownGate({ code, message, fixedBy, details }: GateFailure): StoredGate {
  const latestEnd = details?.type === 'GateSchedule' ? details.latestEnd : null;
  const possibleFrom =
    details?.type === 'GateSchedule' ? details.possibleFrom : details?.type === 'GateAssignment' ? details.requestableFrom : null;
  return {
    code,
    message,
    fixedBy,
    latestEnd: latestEnd && latestEnd.toISOString(),
    possibleFrom: possibleFrom && possibleFrom.toISOString(),
  };
}

/** Failed gates as they are shown with what was asked: of the answers, one for each question that is not answered as it must be. */
export function shownGates(failures: readonly GateFailure[]): StoredGate[] {
  return failures.flatMap((failure) => {
    const shown = shownGate(failure);
    if (!failure.parts) return [shown];
    return failure.parts.map(({ message, path, details }) => ({
      ...shown,
      message,
      path: [...path],
      issue: details.issue,
      questionId: details.questionId,
    }));
  });
}
