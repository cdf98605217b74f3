import { type LedBy } from './define-read.ts';
import { type Step } from './order.ts';
import { tableOf, type Alias } from './scope.ts';
import { and, type Condition, type Sql } from './sql.ts';
import { sql } from 'kysely';

/** Where the rows of a list are read from: their own table, or with it the one whose rows lead to them. */
export interface Source {
  tables: Sql;
  /** Which rows are meant; what narrows them further is not in it. */
  where: Condition;
  /** The steps of the order, on the columns that an index of the source holds. */
  steps: Step[];
}

/** The source of the rows `t` of a list with this order. */
export function sourceOf(t: Alias, steps: Step[], led: LedBy<never, never> | undefined): Source {
  if (!led) return { tables: tableOf(t), where: true, steps };
  const leader = t.scope.alias(led.entity() as never) as Alias;
  const holds = led.holds as Record<string, string | undefined>;
  return {
    tables: sql`${tableOf(leader)}, ${tableOf(t)}`,
    where: and(led.where(leader as never, t as never)),
    steps: steps.map((step) => {
      const held = holds[step.property];
      return held ? { ...step, value: leader(held as never), nullable: false } : step;
    }),
  };
}
