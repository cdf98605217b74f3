import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import {
  AccessPackageFilter,
  AccessPackageOrder,
  AccessPackageRoleFilter,
} from '@gatehouse/schema/catalog/access-package.filters';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { packageAbilities, type PackageFacts } from '@gatehouse/schema/rules/catalog-abilities';
import { packageGaps, packageStanding, type StandingFacts } from '@gatehouse/schema/rules/package-standing';
import { PENDING_REQUEST_STATES } from '@gatehouse/schema/rules/request-machine';
import { sql } from 'kysely';
import { publicUrlOf } from '../../../kernel/config/addresses.ts';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { inMyCatalogs } from '../../../kernel/read/rights.ts';
import { type Alias } from '../../../kernel/read/scope.ts';
import { oneOf, or, type Sql } from '../../../kernel/read/sql.ts';
import { eligibleFor, hadToDoWith, listedTo, showsContents } from './package-standing.read.ts';

/** For those with a role in its catalog, those it is listed to, those who hold or asked for it, and those who must decide on it. */
const accessPackageRead = defineRead(AccessPackage, {
  all: 'catalog.read',
  visible: (t, viewer) =>
    or(
      inMyCatalogs(t('catalog'), viewer),
      // First what most of the rows are seen by: the rest is not looked at then. What is hidden is listed nowhere, and whoever has
      // its link and a policy may ask for it.
      t.scope.finding ? listedTo(t) : eligibleFor(t),
      hadToDoWith(t, t('id'), viewer),
    ),
  within: (t, catalogIds) => oneOf(t('catalog'), catalogIds),
  fields: {
    link: { sql: (t, op) => sql`${`${publicUrlOf(op.app.config, op.app.config.port)}/packages/`}::text || ${t('id')}` },
    standing: { needs: standingFacts, resolve: (facts: StandingFacts) => packageStanding(facts) },
    gaps: {
      visible: (t, viewer) => inMyCatalogs(t('catalog'), viewer),
      hidden: sql`json_build_object('state', 'RETIRED')`,
      needs: standingFacts,
      resolve: (facts: StandingFacts) => packageGaps(facts),
    },
    viewerCan: { needs: packageFacts, resolve: (facts: PackageFacts, viewer) => packageAbilities(viewer, facts) },
  },
  relations: {
    assignments: relation<AccessPackage, Assignment>({ entity: () => Assignment, by: 'accessPackage' }),
    accessRequests: relation<AccessPackage, AccessRequest>({ entity: () => AccessRequest, by: 'accessPackage' }),
  },
  filter: AccessPackageFilter,
  orders: AccessPackageOrder,
  defaultOrder: [['name', 'ASC']],
});

function standingFacts(t: Alias<AccessPackage>): Sql {
  return sql`json_build_object('state', ${t('state')},
    'catalogState', (select c.state from catalog c where c.id = ${t('catalog')}),
    'roles', (select count(*)::int from access_package_role r where r.access_package_id = ${t('id')}),
    'policies', (select count(*)::int from assignment_policy p where p.access_package_id = ${t('id')} and p.state = 'ENABLED'))`;
}

function packageFacts(t: Alias<AccessPackage>): Sql {
  return sql`json_build_object('catalogId', ${t('catalog')}, 'state', ${t('state')},
    'catalogState', (select c.state from catalog c where c.id = ${t('catalog')}),
    'inUse', exists (select 1 from assignment a where a.access_package_id = ${t('id')} and a.state = any(${[...OPEN_ASSIGNMENT_STATES, 'ENDING']}::text[]))
      or exists (select 1 from access_request r where r.access_package_id = ${t('id')} and r.state = any(${[...PENDING_REQUEST_STATES]}::text[])))`;
}

const accessPackageRoleRead = defineRead(AccessPackageRole, {
  all: 'catalog.read',
  through: 'accessPackage',
  visible: showsContents,
  filter: AccessPackageRoleFilter,
});

export const ACCESS_PACKAGE_READS = [accessPackageRead, accessPackageRoleRead];
