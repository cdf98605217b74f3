import { type Expectations } from './expectations.ts';

/** The evidence, and the ways to anything by its id (asked here for a pending request). */
export const AUDIT: Expectations = {
  queries: `
                      nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
auditEvents  own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
             sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
             foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
node         own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
             sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
             foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
nodes        own      U   S   -   S   S   S   S   S   S   S   -   -   -   -   S   S   S
             sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
             foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  nodes: `
                     nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
AuditEvent  own      U   S   -   S   S   S   S   S   1   S   -   -   -   -   S   S   S
            sibling  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S
            foreign  U   S   -   S   -   -   -   -   -   -   -   -   -   -   S   -   S`,
  withheld: {
    AuditEvent: { 1: 'details' },
  },
};
