import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ConnectorFilter, ConnectorOrder } from '@gatehouse/schema/catalog/connector.filters';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { sql } from 'kysely';
import { defineRead } from '../../read/define-read.ts';
import { visibleRow } from '../../read/relations.ts';
import { exists } from '../../read/scope.ts';
import { and } from '../../read/sql.ts';

/** Seen along the resources one sees. Where it stands is for administrators and auditors. */
export const connectorRead = defineRead(Connector, {
  visible: (t) => exists(t, Resource, (r) => and(sql`${r('connector')} = ${t('id')}`, visibleRow(r))),
  fields: { environment: { visible: () => false } },
  filter: ConnectorFilter,
  orders: ConnectorOrder,
  defaultOrder: [['name', 'ASC']],
});
