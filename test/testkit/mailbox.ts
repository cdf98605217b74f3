import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One mail as it arrived. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers by their names in small letters, unfolded. */
  headers: Record<string, string>;
  subject: string;
  /** The plain part. */
  text: string;
  /** The page. */
  html: string;
}

/** How the server answers a recipient: takes the mail, or says no with this code. */
export type Answering = 'ACCEPT' | 450 | 550;

/** A real mail server on the loopback, which keeps what it is sent. */
export class Mailbox {
  readonly received: ReceivedMail[] = [];
  /** How it answers from now on. */
  answers: Answering = 'ACCEPT';
  /** Recipients it was asked about, refused ones too. */
  readonly asked: string[] = [];
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        this.asked.push(address);
        if (this.answers === 'ACCEPT') return done();
        return done(Object.assign(new Error('Not now.'), { responseCode: this.answers }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const to = rcptTo.map(({ address }) => address);
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to,
            ...readMail(Buffer.concat(chunks).toString('latin1')),
          });
          done();
        });
      },
    });
  }

  static async start(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    // A sender that dies in the middle of a mail is its own affair.
    mailbox.#server.on('error', () => undefined);
    await new Promise<void>((resolve) => mailbox.#server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  /** For `SMTP_URL`. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** Mails to an address, oldest first. */
  to(address: string): ReceivedMail[] {
    return this.received.filter(({ to }) => to.includes(address));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** Reads a mail of two alternative parts, as ours are. */
export function readMail(raw: string): Omit<ReceivedMail, 'from' | 'to'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1] ?? '\0';
  const parts = body.split(`--${boundary}`).map((part) => split(part.replace(/^\r?\n/, '')));
  const part = (type: string) => {
    const found = parts.find((one) => one.headers['content-type']?.startsWith(type));
    return found ? decoded(found.body, found.headers['content-transfer-encoding'] ?? '') : '';
  };
  return { headers, subject: decodedWords(headers.subject ?? ''), text: part('text/plain'), html: part('text/html') };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const at = /\r?\n\r?\n/.exec(raw);
  const head = at ? raw.slice(0, at.index) : raw;
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: at ? raw.slice(at.index + at[0].length) : '' };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  const bytes = encoding === 'quoted-printable' ? quotedPrintable(body) : body;
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

function quotedPrintable(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=` */
function decodedWords(text: string): string {
  return text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, word: string) => {
    const bytes =
      kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('latin1') : quotedPrintable(word.replaceAll('_', ' '));
    return Buffer.from(bytes, 'latin1').toString('utf8');
  });
}
