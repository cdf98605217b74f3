/** What went wrong on the way back from an issuer, by the code in the address of the sign-in page. */
const PROBLEMS: Readonly<Record<string, string>> = {
  unknown: 'You proved who you are, but nobody of that name is known here. Ask whoever manages access in your company.',
  busy: 'That was tried too often. Wait a quarter of an hour and try again.',
  provider: 'This way to sign in is not there any more. Choose another one.',
  away: 'Where you sign in does not answer at the moment. Try again in a minute.',
  attempt: 'This sign-in was not begun in this browser, or was used already. Start again here.',
  late: 'That took longer than ten minutes. Start again.',
  denied: 'The sign-in was stopped before its end. Start again if you did not mean that.',
  issuer:
    'What came back could not be trusted, so nobody was signed in. Start again; if it happens again, tell whoever runs Gatehouse.',
  mail: 'Where you signed in does not vouch for a mail address that may come in this way. Type your mail address here to find your way.',
  domain: 'People with mail addresses of your domain cannot sign in here.',
  other: 'Somebody else came back than set out. Sign in there as yourself.',
  proof:
    'Where you sign in did not give the proof that was asked for, or not a new one. Ask whoever runs it how you can give it.',
  'no-proof':
    'The way by which you signed in cannot give such a proof. Sign out, and sign in where your company has its accounts.',
  blocked: 'You cannot sign in this way. Ask whoever you work with here.',
};

/** A problem in words; null where there is none. */
export function problemIn(code: string | undefined): string | null {
  return code === undefined ? null : (PROBLEMS[code] ?? 'Signing in did not work. Try again.');
}
