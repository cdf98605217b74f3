import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { type Change } from '@gatehouse/server/kernel/change';

/** What a user signs in as. */
export function principalOf(em: Change['em'], { id }: { id: string }): Promise<Principal> {
  return em.findOneOrFail(Principal, { user: id }, { populate: ['user'] });
}
