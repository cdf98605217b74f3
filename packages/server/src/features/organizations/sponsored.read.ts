/** What a viewer is to people from outside: whoever keeps their organizations, or one who vouches for them. */
import { type User } from '@gatehouse/schema/identity/user.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { isMine } from '../../kernel/read/rights.ts';
import { select, type Alias } from '../../kernel/read/scope.ts';
import { type Condition } from '../../kernel/read/sql.ts';

/** Does the viewer keep organizations, or read what is kept of them? */
export function keepsOrganizations(viewer: Viewer): boolean {
  return may(viewer, 'organization.read').allowed;
}

/** Is the person of an organization that the viewer vouches for, themself or in a group? */
export function sponsored(t: Alias<User>, viewer: Viewer): Condition {
  if (viewer.outside !== null && viewer.outside.organizationId === null) return false;
  const mine = () => select(t, OrganizationSponsor, 'organization', (sponsor) => isMine(sponsor, viewer));
  return sql`${t('organization')} in ${t.scope.once('vouched for', mine)}`;
}
