import { type Expectations } from './expectations.ts';

/** What a person is told: their own and nobody else's, not even for an administrator. */
export const NOTIFICATIONS: Expectations = {
  mutations: `
                                        nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
markNotificationsRead          own      U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F
                               sibling  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F
                               foreign  U   N   N   N   N   N   N   N   N   N   N   N   N   N   F   F
updateNotificationPreferences  *        U   A   A   A   A   A   A   A   A   A   A   A   A   A   F   F`,
  queries: `
                                  nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
inbox (approvals)        own      U   -   -   -   -   -   -   -   S   -   -   -   -   -   -   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
inbox (manual tasks)     own      U   S   -   -   S   -   -   -   -   -   -   -   -   -   -   -
                         sibling  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                         foreign  U   S   -   -   -   -   -   -   -   -   -   -   -   -   -   -
inbox (unread)           own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
notifications            own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
                         sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
                         foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
liveCursor               *        U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
limits                   *        S   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
notificationPreferences  *        U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   S
demoMails                *        U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
  subscriptions: `
                       nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
inboxChanged  own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   F
              sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F
              foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   F`,
  nodes: `
                       nob adm cre aud own pkg asg rea apv req mgr mem gst svc tok sys
Notification  own      U   S   S   S   S   S   S   S   S   S   S   S   S   S   S   -
              sibling  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
              foreign  U   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -`,
};
