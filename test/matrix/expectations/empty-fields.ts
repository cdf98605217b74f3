const NO_SCOPES = 'No target that is connected so far has scopes.';
const NO_DEMO = 'Mails are shown where a demo runs only: test/api/mail.test.ts.';
const NOTHING_LACKING = 'Every package of this world has contents and a policy.';
const NO_CONTACT = 'A setting that this world does not make.';

/** Fields in which nobody of the matrix reads anything, each with the reason why its world cannot fill it. */
export const EMPTY: Readonly<Record<string, string>> = {
  'AccessPackage.gaps': NOTHING_LACKING,
  'AccessPackageRole.scope': NO_SCOPES,
  'Viewer.contact': NO_CONTACT,
  'Grant.scope': NO_SCOPES,
  'RequestOptions.terms': 'Everybody from outside in this world has accepted the newest: test/api/consent.test.ts.',
  'GateTerms.termsIds': 'It is asked when a request is submitted, not before: test/api/consent.test.ts.',
  'ResourceOffers.next': 'No target of this world offers more than a page: test/api/connector-settings.test.ts.',
  'User.responsible': 'Nobody who is looked at here is a service: test/api/services.test.ts.',
  'User.erasedAt': 'Nobody of this world was erased: test/api/guest-forecast.test.ts.',
  'GuestLifecycleSettings.countedSince': 'Nobody of this world changed the settings: test/api/guest-lifecycle.test.ts.',
  'MailMessage.id': NO_DEMO,
  'MailMessage.createdAt': NO_DEMO,
  'MailMessage.to': NO_DEMO,
  'MailMessage.subject': NO_DEMO,
  'MailMessage.text': NO_DEMO,
  'MailMessage.html': NO_DEMO,
  'MailMessage.state': NO_DEMO,
  'MailMessage.sentAt': NO_DEMO,
};
