import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { type Configuration } from '../config/config.ts';
import { layoutOf } from '../db/embedded/layout.ts';

/** One mail of the outbox. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** How mails leave: through a mail server, or, in demo mode alone, into a folder. */
export interface MailTransport {
  /** @throws SendError */
  send(mail: OutgoingMail): Promise<void>;
}

/** A mail did not leave. */
export class SendError extends Error {
  override readonly name = 'SendError';
  /** Did the server say no to this very mail, for good? Anything else may work later. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, { cause });
    this.refused = refused;
  }
}

type MailSettings = Pick<Configuration, 'smtpUrl' | 'mailFrom' | 'demo' | 'dataDir'>;

const DEMO_SENDER = 'Gatehouse <gatehouse@localhost>';
/** Milliseconds until a silent mail server counts as away. Together less than a worker's lease. */
const SMTP_LIMITS = { connectionTimeout: '10000', greetingTimeout: '10000', socketTimeout: '30000', dnsTimeout: '10000' };

/** Do mails leave this deployment at all? */
export function sendsMail(config: Pick<Configuration, 'smtpUrl' | 'mailFrom' | 'demo'>): boolean {
  return (config.smtpUrl !== null && config.mailFrom !== null) || config.demo;
}

/** How mails leave this deployment; null: they do not, and wait in the outbox. */
export function mailTransport(config: MailSettings): MailTransport | null {
  if (config.smtpUrl && config.mailFrom) return smtpTransport(config.smtpUrl, config.mailFrom);
  return config.demo ? folderTransport(mailFolder(config), config.mailFrom ?? DEMO_SENDER) : null;
}

/** Where demo mode keeps mails. */
export function mailFolder(config: Pick<Configuration, 'dataDir'>): string {
  return join(layoutOf(config.dataDir).dataDir, 'mail');
}

function smtpTransport(smtpUrl: string, from: string): MailTransport {
  const url = new URL(smtpUrl);
  for (const [name, value] of Object.entries(SMTP_LIMITS)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  const transport = createTransport(url.href);
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from));
      } catch (error) {
        throw new SendError((error as Error).message, isRefusal(error as SmtpFault), error);
      }
    },
  };
}

function folderTransport(folder: string, from: string): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      try {
        const { message } = await transport.sendMail(messageOf(mail, from));
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // One that an older version made was open to everybody on this machine.
        await chmod(folder, 0o700);
        const file = join(folder, `${mail.id}.eml`);
        await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
        await rename(`${file}.part`, file);
      } catch (error) {
        throw new SendError((error as Error).message, false, error);
      }
    },
  };
}

/** The id in the message follows from the row's, so that a mail sent twice (a crash before we wrote it down) is known as one. */
function messageOf({ id, to, subject, text, html }: OutgoingMail, from: string): SendMailOptions {
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    // Content comes from people: nothing in it is read from a file or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

interface SmtpFault {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** A "no" for good (5xx) to the recipient or the content. To our sender or sign-in it is a mistake in the settings, to be mended. */
function isRefusal({ code, responseCode, command }: SmtpFault): boolean {
  if ((responseCode ?? 0) < 500) return false;
  return code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM');
}
