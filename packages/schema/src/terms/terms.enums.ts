import { TermsKind } from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(TermsKind, 'TermsKind', 'What there is to accept.', {
  PRIVACY_NOTICE: 'How the data of people from outside is used here.',
});
