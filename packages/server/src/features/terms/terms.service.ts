import { User } from '@gatehouse/schema/identity/user.entity';
import { type AcceptTermsInput, type PublishTermsInput } from '@gatehouse/schema/terms/terms.inputs';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { demandAbility } from '../../kernel/authz/demand.ts';
import { type Change } from '../../kernel/change.ts';
import { lockRow, lockWord } from '../../kernel/lock.ts';
import { forbidden, notFound } from '../../kernel/refused.ts';
import { acceptTermsOf } from './accept-terms.ts';

/** Publishes the next version; whoever accepted the one before is asked again when it matters. */
export async function publishTerms(change: Change, { kind, text }: PublishTermsInput) {
  demandAbility(may(change.viewer, 'terms.publish'));
  await lockWord(change, 'terms', kind);
  const number = (await change.em.count(Terms, { kind })) + 1;
  const author = change.viewer.userId ? change.em.getReference(User, change.viewer.userId) : null;
  const terms = change.create(Terms, { kind, number, text, author });
  change.audit({ action: 'terms.published', subject: { type: 'Terms', id: terms.id }, details: { kind, number } });
  return { terms: terms.id };
}

/** Accepts a version for oneself; what waited for that goes on. Accepting it again changes nothing. */
export async function acceptTerms(change: Change, { termsId }: AcceptTermsInput) {
  const { userId } = change.viewer;
  if (userId === null) throw forbidden('Only a person accepts something.');
  await lockRow(change, User, userId);
  const terms = await change.em.findOne(Terms, termsId);
  if (!terms) throw notFound('version', ['termsId']);
  await acceptTermsOf(change, userId, [termsId]);
  await change.em.flush();
  await change.publish({ name: 'termsAccepted', userId });
  return { terms: terms.id };
}
