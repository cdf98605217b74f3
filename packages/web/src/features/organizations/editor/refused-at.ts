import type { Refusal } from '../../../graphql/errors.ts';
import { typedDomains, type OrganizationDraft } from './draft.ts';

/** Refusals by the field at which they stand: `name`, `domain:<key>`, `issuer:<key>.<field>`, `sponsors:<kind>`; the others. */
export function refusedAt(errors: readonly Refusal[], draft: OrganizationDraft) {
  const at = new Map<string, string>();
  const others: Refusal[] = [];
  for (const error of errors) {
    const field = fieldOf(error.path ?? [], draft);
    if (field === null) others.push(error);
    else at.set(field, error.message);
  }
  return { at: (field: string) => at.get(field), others };
}

function fieldOf([part, index, field]: readonly string[], draft: OrganizationDraft): string | null {
  if (part === 'name') return 'name';
  if (part === 'domains') {
    const row = typedDomains(draft)[Number(index)];
    return row ? `domain:${row.key}` : null;
  }
  if (part === 'issuers') {
    const row = draft.issuers[Number(index)];
    return row ? `issuer:${row.key}.${field ?? 'issuer'}` : null;
  }
  if (part === 'sponsors' && index !== undefined)
    return `sponsors:${Number(index) < draft.sponsors.INTERNAL.length ? 'INTERNAL' : 'EXTERNAL'}`;
  return null;
}
