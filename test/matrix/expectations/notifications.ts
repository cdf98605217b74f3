import { type Expectations } from './expectations.ts';

/** What a person is told: their own and nobody else's, not even for an administrator. */
export const NOTIFICATIONS: Expectations = {
  mutations: `
                                        nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
markNotificationsRead          own      U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F   F
                               sibling  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F   F
                               foreign  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F   F
updateNotificationPreferences  *        U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F   F`,
  queries: `
                                  nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
inbox (approvals)        own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   F   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
inbox (manual tasks)     own      U   S   -   -   S   -   -   -   -   -   -   -   -   -   -   F   -
                         sibling  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                         foreign  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
inbox (unread)           own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
notifications            own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -
liveCursor               *        U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
limits                   *        S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
notificationPreferences  *        U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   S
demoMails                *        U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   -`,
  subscriptions: `
                       nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
inboxChanged  own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F   F
              sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F
              foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F   F`,
  nodes: `
                       nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok cat sys
Notification  own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -   -
              sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
              foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
};
