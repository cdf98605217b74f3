import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { type Trial } from './rolled-back.ts';

/** Evidence as the tests read it. */
export interface Told {
  action: string;
  outcome: string;
  subjectType: string;
  subjectId: string;
  actor: string;
  requestId: string | null;
  targetId: string | null;
}

/** Runs `work`. @returns the evidence that it wrote, in the order in which it did */
export async function evidenceOf({ em }: Pick<Trial, 'em'>, work: () => Promise<unknown>): Promise<Told[]> {
  const [last] = await em.fork({ keepTransactionContext: true }).find(AuditEvent, {}, { orderBy: { id: 'desc' }, limit: 1 });
  await work();
  const written = await em
    .fork({ keepTransactionContext: true })
    .find(AuditEvent, last ? { id: { $gt: last.id } } : {}, { orderBy: { id: 'asc' } });
  return written.map(({ action, outcome, subjectType, subjectId, actorPrincipal, requestId, targetId }) => ({
    action,
    outcome,
    subjectType,
    subjectId,
    actor: actorPrincipal.id,
    requestId,
    targetId,
  }));
}
