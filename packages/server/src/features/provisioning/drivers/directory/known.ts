import { Group } from '@gatehouse/schema/identity/group.entity';
import { GROUP_RIGHTS } from '@gatehouse/schema/rules/directory-rights';
import { type ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import {
  type Fitness,
  type KnownKind,
  type NamedResource,
  type Offers,
  type OfferQuery,
} from '../../../../kernel/connectors/port.ts';
import { holds } from '../../../../kernel/read/words.ts';

/** Groups are there already, with the rights a group has; everything else is what somebody says it is. */
export function knownKind(kind: ResourceKind): KnownKind {
  return kind === 'GROUP'
    ? { idHelp: 'The id of one of the groups.', listed: true, ownGroups: true, rights: GROUP_RIGHTS }
    : { idHelp: 'A short name of your choice, such as sales-portal: the directory keeps it under this.' };
}

/** A group is one of our own, with the rights a group has, which are given at once. */
export async function fitness(em: EntityManager, { kind, externalId, roles }: NamedResource): Promise<Fitness> {
  if (kind !== 'GROUP') return { kind: 'FOUND' };
  const issues = roles.flatMap(({ externalId: role, mode }, index) =>
    mode === 'ACTIVE' && GROUP_RIGHTS.some((known) => known.externalId === role)
      ? []
      : [{ path: ['roles', String(index), 'externalId'], message: RIGHTS_OF_GROUPS }],
  );
  if ((await em.count(Group, { id: externalId })) === 0) issues.unshift({ path: ['externalId'], message: NO_SUCH_GROUP });
  return issues.length > 0 ? { kind: 'UNFIT', issues } : { kind: 'FOUND', groupId: externalId };
}

const NO_SUCH_GROUP = 'For a group of the directory this is the id of one of its groups; there is none with this id.';
const RIGHTS_OF_GROUPS = `A group of the directory has the rights ${GROUP_RIGHTS.map(({ externalId }) => `"${externalId}"`).join(' and ')}, both given at once.`;

/** The groups, by name. */
export async function offers(em: EntityManager, { kind, text, after, first }: OfferQuery): Promise<Offers> {
  if (kind !== 'GROUP') return { kind: 'OFFERS', found: [], next: null };
  const { rows } = await sql<Offers['found'][number]>`
    select g.id as "externalId", g.name, g.description from app_group g
    where ${holds(sql`g.name`, text)}
      and (${after}::text is null or (g.name, g.id) > (select name, id from app_group where id = ${after}))
    order by g.name, g.id limit ${first + 1}`.execute(em.getKysely());
  const found = rows.slice(0, first);
  return { kind: 'OFFERS', found, next: rows.length > first ? found.at(-1)!.externalId : null };
}
