import { type Bases } from './base.ts';

export const TERMS_INPUTS: Bases = {
  publishTerms: { by: 'adm', input: () => ({ kind: 'PRIVACY_NOTICE', text: 'We keep your name.' }) },
  acceptTerms: { by: 'gst', input: (c) => ({ termsId: c.others.terms.id }) },
};
