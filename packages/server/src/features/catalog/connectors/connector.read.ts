import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ConnectorFilter, ConnectorOrder } from '@gatehouse/schema/catalog/connector.filters';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { sql } from 'kysely';
import { defineRead, relation } from '../../../kernel/read/define-read.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { exists } from '../../../kernel/read/scope.ts';
import { and } from '../../../kernel/read/sql.ts';

/** Seen along the resources one sees. Where it stands, and how it is reached, is for administrators and auditors. */
export const connectorRead = defineRead(Connector, {
  all: 'connector.read',
  visible: (t) => exists(t, Resource, (r) => and(sql`${r('connector')} = ${t('id')}`, visibleRow(r))),
  // It lies where those resources lie.
  within: () => true,
  fields: {
    environment: { visible: () => false },
    settings: { visible: () => false },
    secretsSet: {
      visible: () => false,
      sql: (t) => sql`(select coalesce(json_agg(name order by name), '[]'::json) from jsonb_object_keys(${t('secrets')}) name)`,
    },
  },
  relations: { resources: relation<Connector, Resource>({ entity: () => Resource, by: 'connector' }) },
  filter: ConnectorFilter,
  orders: ConnectorOrder,
  defaultOrder: [['name', 'ASC']],
});
