import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { type GateFailure } from '@gatehouse/schema/rules/gates';
import { inChange } from '../../../kernel/change.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { type Ask, type LoadedAsk } from './request-facts.ts';

const ACTION = 'request.refusal_foreseen';
/** Whoever looks again and again reads the same reference, and writes nothing. */
const GOOD_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * What an outsider was told about why not, as evidence that somebody entitled can look up: the outsider reads a sentence and
 * this reference, and no names (domain §3).
 *
 * @returns the id of the audit event
 */
export async function foreseenRefusal(
  op: ViewerOperation,
  { type, accessPackageId, targetId }: Ask,
  { catalog }: LoadedAsk,
  failures: readonly GateFailure[],
): Promise<string> {
  const gates = failures.map(({ code }) => code);
  const last = await op.em.findOne(
    AuditEvent,
    {
      actorPrincipal: op.viewer.principalId,
      action: ACTION,
      subjectId: accessPackageId,
      targetId,
      at: { $gt: new Date(op.now.getTime() - GOOD_FOR_MS) },
    },
    { orderBy: { id: 'desc' } },
  );
  if (last && String(last.details.gates) === String(gates)) return last.id;
  return inChange(op, async (change) =>
    change.audit({
      action: ACTION,
      outcome: 'REFUSED',
      subject: { type: 'AccessPackage', id: accessPackageId },
      targetId,
      accessPackageId,
      catalogId: catalog.id,
      details: { type, gates },
    }),
  );
}
