import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { systemOperation } from '../../../kernel/jobs/system-operation.ts';
import { type App } from '../../../kernel/operation.ts';
import { Scope, tableOf } from '../../../kernel/read/scope.ts';
import { truth } from '../../../kernel/read/sql.ts';
import { mayAskAs, outsiderAsPerson, policySays } from '../../policies/scope.read.ts';

/** A package as it is shown to whoever has its link and is not signed in. */
export interface OpenPackage {
  name: string;
  description: string | null;
}

/**
 * The package with this id, where everybody from outside may ask for it; null where not, and where there is none. A policy for some
 * organizations tells strangers nothing.
 */
export async function openPackage(app: App, id: string): Promise<OpenPackage | null> {
  if (kindOfId(id) !== 'AccessPackage') return null;
  const op = systemOperation(app, app.now());
  const t = new Scope(op).alias(AccessPackage);
  const stranger = outsiderAsPerson(null);
  const isOpen = policySays(t, t('id'), mayAskAs(stranger));
  const { rows } = await sql<OpenPackage>`
    select ${t('name')}, ${t('description')} from ${tableOf(t as never)}
    where ${t('id')} = ${id} and ${t('state')} = 'ACTIVE' and ${truth(isOpen)}
      and ${t('catalog')} in (select c.id from catalog c where c.state = 'PUBLISHED' and c.externally_visible)`.execute(
    op.em.getKysely(),
  );
  return rows[0] ?? null;
}
