import { User } from '@gatehouse/schema/identity/user.entity';
import {
  ConnectedOrganizationFilter,
  ConnectedOrganizationOrder,
} from '@gatehouse/schema/organizations/connected-organization.filters';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { organizationAbilities } from '@gatehouse/schema/rules/organization-abilities';
import { sql } from 'kysely';
import { type Viewer } from '../../kernel/authz/viewer.ts';
import { defineRead, relation } from '../../kernel/read/define-read.ts';
import { isMine } from '../../kernel/read/rights.ts';
import { exists, type Alias } from '../../kernel/read/scope.ts';
import { and, or, type Condition } from '../../kernel/read/sql.ts';
import { sponsorActive } from './sponsors.sql.ts';

/**
 * For those who belong to it, those who vouch for it, and whoever has a role in a catalog: policies name organizations. Whoever meets
 * one of its people may know which it is.
 */
const organizationRead = defineRead(ConnectedOrganization, {
  all: 'organization.read',
  met: true,
  visible: (t, viewer) =>
    or(
      viewer.outside?.organizationId ? sql`${t('id')} = ${viewer.outside.organizationId}` : false,
      viewer.catalogRoles.length > 0,
      vouchesFor(t, viewer),
    ),
  fields: {
    // What is noted of it is for those inside.
    description: { visible: (_t, viewer) => viewer.outside === null },
    viewerCan: { needs: () => sql`json_build_object()`, resolve: (_facts, viewer) => organizationAbilities(viewer) },
  },
  relations: {
    people: relation<ConnectedOrganization, User>({ entity: () => User, by: 'organization' }),
  },
  filter: ConnectedOrganizationFilter,
  orders: ConnectedOrganizationOrder,
  defaultOrder: [['name', 'ASC']],
});

/** Is the viewer a sponsor of the organization, themself or in a group? */
export function vouchesFor(t: Alias<ConnectedOrganization>, viewer: Viewer): Condition {
  return exists(t, OrganizationSponsor, (sponsor) => and(sql`${sponsor('organization')} = ${t('id')}`, isMine(sponsor, viewer)));
}

const domainRead = defineRead(OrganizationDomain, {
  all: 'organization.read',
  through: 'organization',
  visible: () => true,
  listed: [['domain', 'ASC']],
  fields: {
    authenticationType: {
      sql: (t) => sql`case when ${t('issuer')} is null then 'ONE_TIME_CODE' else 'OPENID_CONNECT' end`,
    },
  },
});

const issuerRead = defineRead(OrganizationIssuer, {
  all: 'organization.read',
  met: true,
  through: 'organization',
  visible: () => true,
  listed: [['issuer', 'ASC']],
  fields: { clientId: { visible: () => false } },
});

/** Outsiders read no names of sponsors but their own. */
const sponsorRead = defineRead(OrganizationSponsor, {
  all: 'organization.read',
  through: 'organization',
  visible: (t, viewer) => (viewer.kind === 'MEMBER' ? true : isMine(t, viewer)),
  listed: [['kind', 'DESC']],
  fields: { active: { kind: 'boolean', sql: sponsorActive } },
});

export const ORGANIZATION_READS = [organizationRead, domainRead, issuerRead, sponsorRead];
