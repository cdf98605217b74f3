/**
 * What everybody may do with one noun, in tables that an auditor can read. A row is what is tried and where (`own`,
 * `sibling`, `foreign`: see places.ts; `*`: it is nobody's), a column is who tries (the codes are explained in cast.ts).
 *
 * Mutations: `A` allowed, and something was changed · `F` FORBIDDEN: they see it, but may not · `N` NOT_FOUND: absent and
 * invisible look the same · `E` NOT_ELIGIBLE: a gate refused it, saying which · `U` UNAUTHENTICATED.
 *
 * Queries and types: `S` sees it, whole · a number: sees it without the fields that `withheld` lists under it · `-` does not
 * see it · `F`, `N` and `U` as above.
 *
 * Subscriptions: `S` events arrive · `-` they may subscribe and are told nothing · `F` and `U` as above. The system listens to nothing.
 *
 * A field of the schema without a row here fails the test, and so does a row without a field.
 */
export interface Expectations {
  mutations?: string;
  queries?: string;
  nodes?: string;
  subscriptions?: string;
  /** By type: what is withheld, under the number that stands in the table. */
  withheld?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
