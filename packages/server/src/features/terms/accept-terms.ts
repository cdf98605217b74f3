import { User } from '@gatehouse/schema/identity/user.entity';
import { TermsAcceptance } from '@gatehouse/schema/terms/terms-acceptance.entity';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { type Change } from '../../kernel/change.ts';

/** Writes down that somebody accepted these versions, once each. Versions that are not there are passed over. */
export async function acceptTermsOf(change: Change, userId: string, termsIds: readonly string[]): Promise<void> {
  if (termsIds.length === 0) return;
  const terms = await change.em.find(Terms, { id: { $in: [...new Set(termsIds)] } }, { orderBy: { id: 'asc' } });
  for (const one of terms) {
    const user = change.em.getReference(User, userId);
    if ((await change.em.count(TermsAcceptance, { user, terms: one })) > 0) continue;
    change.create(TermsAcceptance, { user, terms: one });
    change.audit({
      action: 'terms.accepted',
      subject: { type: 'Terms', id: one.id },
      targetId: userId,
      details: { kind: one.kind, number: one.number },
    });
  }
}
