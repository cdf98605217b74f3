import { UserFilter } from '../identity/user.filters.ts';
import { TermsKind } from '../rules/vocabulary.ts';
import { byId, byInt, byOne, byOneOrNone, byText, byTime, byWord, filterFor, type FilterClass } from '../shared/filters.ts';
import { listArgs, orderFor } from '../shared/orders.ts';

export const TermsFilter: FilterClass = filterFor('Terms', {
  id: byId('By its id.'),
  kind: byWord('TermsKind', TermsKind, 'By what it is.'),
  number: byInt('By which version it is.'),
  text: byText('By what it says.'),
  author: byOneOrNone(() => UserFilter, 'By who published it.'),
  createdAt: byTime('By when it was published.'),
});

export const TermsOrder = orderFor('Terms', { others: ['KIND', 'NUMBER', 'CREATED_AT'] });

/** Arguments of a list of what there is and was to accept. */
export const TermsListArgs = listArgs(TermsFilter, TermsOrder);

export const TermsAcceptanceFilter: FilterClass = filterFor('TermsAcceptance', {
  user: byOne(() => UserFilter, 'By who accepted it.'),
  terms: byOne(() => TermsFilter, 'By what was accepted.'),
  createdAt: byTime('By when it was accepted.'),
});
