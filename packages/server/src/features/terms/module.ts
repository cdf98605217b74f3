import { TermsAcceptance } from '@gatehouse/schema/terms/terms-acceptance.entity';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { type Module } from '../../kernel/module.ts';
import { TERMS_READS } from './terms.read.ts';
import { TermsResolver } from './terms.resolver.ts';

/** What people have to accept, in versions, and who accepted which. */
export const terms: Module = {
  name: 'terms',
  entities: [Terms, TermsAcceptance],
  reads: TERMS_READS,
  resolvers: [TermsResolver],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** Somebody accepted what they were asked to. */
    termsAccepted: { userId: string };
  }
}
