import { escapeHtml } from './escape-html.ts';

/** What a mail says, apart from how it looks. */
export interface Letter {
  subject: string;
  /** Who reads it; null: nobody knows. */
  readerName: string | null;
  /** What happened, in a sentence. */
  lead: string;
  /** Facts, each with its name; longer texts keep their lines. */
  details: readonly { name: string; value: string }[];
  /** Where to go on. A link only ever leads somewhere: opening it decides nothing. */
  link: { label: string; url: string };
  /** Why this mail came. */
  footer: string;
}

/** The mail as plain text. */
export function letterText({ readerName, lead, details, link, footer }: Letter): string {
  const facts = details.map(({ name, value }) => (value.includes('\n') ? `${name}:\n${indented(value)}` : `${name}: ${value}`));
  return (
    [greeting(readerName), lead, facts.join('\n'), `${link.label}:\n${link.url}`, `-- \n${footer}`]
      .filter((part) => part !== '')
      .join('\n\n') + '\n'
  );
}

const greeting = (name: string | null) => (name === null ? 'Hello,' : `Hello ${name},`);

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

const TEXT =
  'font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2328';
const BUTTON =
  'display:inline-block;padding:10px 18px;border-radius:6px;background:#1857b8;color:#ffffff;text-decoration:none;font-weight:600';

/** The mail as a page: one column, real headings and lists, readable without images, styles or a mouse. */
export function letterHtml({ subject, readerName, lead, details, link, footer }: Letter): string {
  const h = escapeHtml;
  const facts = details.map(
    ({ name, value }) => `<dt style="font-weight:600;margin-top:8px">${h(name)}</dt><dd style="margin:0">${lines(value)}</dd>`,
  );
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${h(subject)}</title></head>`,
    `<body style="margin:0;padding:24px;background:#ffffff;${attribute(TEXT)}"><main style="max-width:600px;margin:0 auto">`,
    `<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${h(subject)}</h1>`,
    `<p>${h(greeting(readerName))}</p>`,
    `<p>${h(lead)}</p>`,
    facts.length > 0 ? `<dl style="margin:16px 0">${facts.join('')}</dl>` : '',
    `<p style="margin:24px 0"><a href="${h(link.url)}" style="${BUTTON}">${h(link.label)}</a></p>`,
    `<p style="font-size:14px">Or open this address: <a href="${h(link.url)}" style="color:#1857b8">${h(link.url)}</a></p>`,
    `<p style="font-size:14px;color:#59636e;border-top:1px solid #d1d9e0;padding-top:12px">${h(footer)}</p>`,
    '</main></body></html>',
  ].join('\n');
}

const attribute = (style: string) => escapeHtml(style);
const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');
