import { findActions } from '@gatehouse/schema/rules/audit-search';
import { SIGN_INS, type AuditAction } from '@gatehouse/schema/rules/audit-words';

/** What the audit is narrowed to, as it stands in the address of its page. */
export interface AuditSearch {
  action?: string | undefined;
  actor?: string | undefined;
  subject?: string | undefined;
  outcome?: 'DONE' | 'REFUSED' | undefined;
  since?: string | undefined;
  signIns?: 'also' | 'only' | undefined;
}

/**
 * The filter of the API for what the reader asked for; null where no action is called what they typed. Sign-ins are left out
 * unless they are asked for.
 */
export function auditFilter({ action, actor, subject, outcome, since, signIns }: AuditSearch) {
  const found = action ? findActions(action) : null;
  if (found?.length === 0) return null;
  return {
    ...actionsOf(found, signIns),
    ...(actor ? { actor: { id: { eq: actor } } } : {}),
    ...(subject
      ? {
          or: [
            { subjectId: { eq: subject } },
            { requestId: { eq: subject } },
            { targetId: { eq: subject } },
            { accessPackageId: { eq: subject } },
            { catalogId: { eq: subject } },
          ],
        }
      : {}),
    ...(outcome ? { outcome: { eq: outcome } } : {}),
    ...(since ? { at: { gte: new Date(since).toISOString() } } : {}),
  };
}

function actionsOf(found: AuditAction[] | null, signIns: AuditSearch['signIns']) {
  if (found) return { action: { in: found as string[] } };
  if (signIns === 'only') return { action: { in: [...SIGN_INS] as string[] } };
  return signIns === 'also' ? null : { action: { notIn: [...SIGN_INS] as string[] } };
}
