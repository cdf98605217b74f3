import { TermsAcceptance } from '@gatehouse/schema/terms/terms-acceptance.entity';
import { TermsFilter, TermsOrder } from '@gatehouse/schema/terms/terms.filters';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { defineRead } from '../../kernel/read/define-read.ts';
import { isMe } from '../../kernel/read/rights.ts';

/** For everybody: nobody accepts what they may not read. Who published it, guests do not read. */
const termsRead = defineRead(Terms, {
  all: 'terms.read',
  visible: () => true,
  fields: { author: { visible: (_t, viewer) => viewer.outside === null } },
  filter: TermsFilter,
  orders: TermsOrder,
  defaultOrder: [['createdAt', 'DESC']],
});

/** One's own; everybody's for those who read all of it. */
const acceptanceRead = defineRead(TermsAcceptance, {
  all: 'terms.read',
  visible: (t, viewer) => isMe(t('user'), viewer),
  listed: [['createdAt', 'DESC']],
});

export const TERMS_READS = [termsRead, acceptanceRead];
