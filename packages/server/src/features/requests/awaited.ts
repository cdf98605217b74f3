import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { whatIsAwaited } from '@gatehouse/schema/rules/consent';
import { type Awaited } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';
import { termsDue } from '../terms/terms.facts.ts';

/** What a request waits for that only its target can give, as things stand. */
export async function awaitedFor(change: Change, request: AccessRequest): Promise<Awaited | null> {
  await change.em.populate(request, ['target']);
  const { type, target } = request;
  const mailProved = target.emailProvedAt !== null;
  return whatIsAwaited({ type, target, mailProved, termsDue: await termsDue(change.em, target) });
}
