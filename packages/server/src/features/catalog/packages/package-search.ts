/** Finding packages by words: in their name, what they are for, their catalog's name, or the names of the resources inside. */
import { may } from '@gatehouse/schema/rules/permissions';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { sql } from 'kysely';
import { type Search } from '../../../kernel/read/define-read.ts';
import { tableOf, type Alias } from '../../../kernel/read/scope.ts';
import { and, truth, type Condition, type Sql } from '../../../kernel/read/sql.ts';
import { holds, resembles, wordsOf } from '../../../kernel/read/words.ts';
import { showsContents } from './package-standing.read.ts';

type Finds = (text: Sql, word: string) => Sql;

/** Packages that hold every word, wherever it stands in them; null where no word was said. */
export function packageSearch(text: string | null | undefined): Search<AccessPackage> | undefined {
  const words = text == null ? [] : wordsOf(text, 'search');
  if (words.length === 0) return undefined;
  const every = (one: (word: string) => Condition) => and(...words.map(one));
  return {
    text: words.join(' '),
    holds: (t) =>
      every((word) => sql`${t('id')} in ${t.scope.once(`holding ${word}`, () => packagesWith(t, word, about, holds))}`),
    // What it is for is long: nearly every word resembles something in it.
    resembles: (t) =>
      every((word) => sql`${t('id')} in ${t.scope.once(`resembling ${word}`, () => packagesWith(t, word, named, resembles))}`),
    rank: (t) => {
      const says = (finds: Finds) => truth(every((word) => finds(named(t), word)));
      return sql`case when ${says(holds)} then 0 when ${says(resembles)} then 1 else 2 end`;
    },
  };
}

const named = (t: Alias<AccessPackage>) => sql`${t('name')}`;
const about = (t: Alias<AccessPackage>) => sql`${t('name')} || ' ' || coalesce(${t('description')}, '')`;

/**
 * The packages in which the word is found, all together: each place where it may stand has an index. What a package gives is looked into
 * as far as the viewer may know it.
 */
function packagesWith(near: Alias, word: string, said: (t: Alias<AccessPackage>) => Sql, finds: Finds): Sql {
  const { scope } = near;
  const [itself, listed] = [scope.alias(AccessPackage), scope.alias(AccessPackage)];
  const catalog = scope.alias(Catalog);
  const [given, role, resource] = [scope.alias(AccessPackageRole), scope.alias(ResourceRole), scope.alias(Resource)];
  const tables = (...some: unknown[]) => sql.join(some.map((t) => tableOf(t as Alias)));
  return sql`select ${itself('id')} from ${tables(itself)} where ${finds(said(itself), word)}
    union all select ${listed('id')} from ${tables(listed, catalog)}
      where ${catalog('id')} = ${listed('catalog')} and ${finds(catalog('name'), word)}
    union all select ${given('accessPackage')} from ${tables(given, role, resource)}
      where ${role('id')} = ${given('resourceRole')} and ${resource('id')} = ${role('resource')}
        and ${finds(resource('name'), word)} and ${truth(may(scope.op.viewer, 'catalog.read').allowed || showsContents(given, scope.op.viewer))}`;
}
