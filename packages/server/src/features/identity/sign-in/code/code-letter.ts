import { type Letter } from '../../../../kernel/mail/templates/letter.ts';

const FOOTER = 'You get this mail because somebody typed your address at the sign-in page. If it was not you, nothing happens.';

/** Tells somebody their code. */
export function codeLetter(code: string, publicUrl: string): Letter {
  return {
    subject: 'Your code to sign in to Gatehouse',
    readerName: null,
    lead: `Your code is ${code}. Type it where you asked for it, within ten minutes. It works in that browser alone: whoever asks you for it is not us.`,
    details: [],
    link: { label: 'Open the sign-in page', url: `${publicUrl}/sign-in` },
    footer: FOOTER,
  };
}

/** Tells one of our own people, who asked for a code, how they sign in. */
export function memberLetter(issuers: readonly string[], publicUrl: string): Letter {
  const ways =
    issuers.length > 0
      ? `You sign in with ${issuers.join(' or ')}: choose it on the sign-in page.`
      : 'Ask an administrator of Gatehouse for a sign-in link.';
  return {
    subject: 'How you sign in to Gatehouse',
    readerName: null,
    lead: `You asked for a code to sign in. Codes are for people from outside; you belong here. ${ways}`,
    details: [],
    link: { label: 'Open the sign-in page', url: `${publicUrl}/sign-in` },
    footer: FOOTER,
  };
}
