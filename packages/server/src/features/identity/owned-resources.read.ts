import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { sql } from 'kysely';
import { relation, type RelationRule } from '../../kernel/read/define-read.ts';
import { visibleRow } from '../../kernel/read/relations.ts';
import { select, type Alias } from '../../kernel/read/scope.ts';
import { and } from '../../kernel/read/sql.ts';

/** The resources that a user or a group answers for, as far as the viewer may see who does. */
export function ownedResources<E extends { id: string }>(holder: 'user' | 'group'): RelationRule<E> {
  return relation<E, Resource>({
    entity: () => Resource,
    join: (row, resource) =>
      sql`${resource('id')} in (${select(row as Alias, ResourceOwner, 'resource', (owner) =>
        and(sql`${owner(holder)} = ${row('id')}`, visibleRow(owner)),
      )})`,
  });
}
