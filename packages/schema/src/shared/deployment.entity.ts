import { type Opt } from '@mikro-orm/core';
import { Check, Entity, Property } from '@mikro-orm/decorators/legacy';
import { Row } from './node.ts';
import { IdPrefix } from './ids.ts';

/** The id of the one row; written by the first migration. */
export const DEPLOYMENT_ID = 'dpl_00000000000000000000000000';

/** What is known about this deployment as a whole. There is exactly one row. */
@Entity()
@Check({ name: 'deployment_one_row', expression: `"id" = '${DEPLOYMENT_ID}'` })
@IdPrefix('dpl')
export class Deployment extends Row {
  /** Filled by the demo seeder: anybody may be anybody here, so the database refuses to be served outside demo mode. */
  @Property({ type: 'boolean', default: false })
  demo: boolean & Opt = false;
}
