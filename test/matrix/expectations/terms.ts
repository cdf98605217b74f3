import { type Expectations } from './expectations.ts';

/** What people have to accept: published by administrators, read and accepted by everybody. */
export const TERMS: Expectations = {
  mutations: `
                        nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
publishTerms    *        U   A   F   F   F   F   F   F   F   F   F   F   F   F   F   F   F
acceptTerms     *        U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F   F`,
  queries: `
                nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
terms   *        U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   S`,
  nodes: `
              nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
Terms *        U   S   S   S   S   S   S   S   S   S   S   S   1   S   S   -   S`,
  withheld: { Terms: { 1: 'author' } },
};
