import { NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { expect, test } from 'vitest';
import { letterHtml, letterText } from './letter.ts';
import { type NoticeFacts } from './notice-facts.ts';
import { noticeLetter } from './notice-letter.ts';

const FACTS: Omit<NoticeFacts, 'kind'> = {
  packageName: 'Project License',
  targetName: 'Adele Vance',
  requesterName: 'Megan Bowen',
  targetIsYou: false,
  requesterIsYou: false,
  forThemself: false,
  endsAt: '2026-06-01T09:00:00.000Z',
  why: { how: 'DENIED', by: 'an approver', reason: 'Not now.\nAsk again.' },
  rights: { added: ['Editor of Wiki', 'Reader of Files'], removed: ['Reader of Wiki'] },
  readerName: 'Diego',
  request: {
    id: 'req_1',
    justification: 'Launch.',
    answers: [{ question: 'Which?', values: ['A', 'B'] }],
    startsAt: '2026-03-05T09:00:00.000Z',
    expiresAt: null,
    duration: 'P90D',
    failedGates: ['The package was retired.'],
  },
  stage: { id: 'stg_1', decideBy: '2026-03-16T09:00:00.000Z' },
  assignmentId: 'asg_1',
  task: null,
};
const NOTHING: Omit<NoticeFacts, 'kind'> = {
  packageName: null,
  targetName: null,
  requesterName: null,
  targetIsYou: null,
  requesterIsYou: null,
  forThemself: false,
  endsAt: null,
  why: null,
  rights: null,
  readerName: 'Diego',
  request: null,
  stage: null,
  assignmentId: null,
  task: null,
};
const kinds = Object.values(NotificationKind);

test.each(kinds)('%s: a subject, a sentence and one link, even where everything it was about is gone', (kind) => {
  for (const facts of [FACTS, NOTHING]) {
    const letter = noticeLetter({ kind, ...facts }, 'https://access.example');
    expect(letter.subject).not.toMatch(/^$|undefined|null|\n/);
    expect(letter.lead).toMatch(/\.$/);
    const [text, html] = [letterText(letter), letterHtml(letter)];
    for (const part of [text, html]) expect(part).not.toMatch(/undefined|null|\[object/);
    expect(text).toContain(letter.link.url);
    expect(html.match(/href="/g)).toHaveLength(2);
  }
});

const url = (kind: NotificationKind, more: Partial<NoticeFacts> = {}) =>
  noticeLetter({ kind, ...FACTS, ...more }, 'https://access.example').link.url.replace('https://access.example', '');

test('each kind leads to where its reader goes on', () => {
  expect(url('APPROVAL_REQUESTED')).toBe('/approvals/stg_1');
  expect(url('APPROVAL_REMINDER')).toBe('/approvals/stg_1');
  expect(url('APPROVAL_ESCALATED')).toBe('/approvals/stg_1');
  expect(url('REQUEST_DENIED')).toBe('/requests/req_1');
  expect(url('APPROVER_MISSING')).toBe('/requests/req_1');
  expect(url('ACCESS_ENDS_SOON')).toBe('/access');
  const task = {
    id: 'tsk_1',
    action: 'GRANT',
    personName: 'Adele',
    personEmail: null,
    roleName: 'Editor',
    resourceName: 'Wiki',
    connectorName: 'By hand',
  } as const;
  expect(url('MANUAL_TASK_OPENED', { task })).toBe('/tasks');
});

test('an approver reads everything that was asked, and whoever is denied does not read it back', () => {
  const details = (kind: NotificationKind) =>
    noticeLetter({ kind, ...FACTS }, '').details.map(({ name, value }) => `${name}: ${value}`);
  expect(details('APPROVAL_REMINDER')).toEqual([
    'Package: Project License',
    'For: Adele Vance',
    'Asked by: Megan Bowen',
    'Why: Launch.',
    'Which?: A, B',
    'From: 2026-03-05 09:00 UTC',
    'For how long: P90D',
    'Decide by: 2026-03-16 09:00 UTC',
  ]);
  expect(details('REQUEST_FAILED')).toEqual(['Why: The package was retired.']);
  expect(details('REQUEST_DENIED')).toEqual(['Reason: Not now.\nAsk again.']);
  expect(noticeLetter({ kind: 'REQUEST_DENIED', ...FACTS }, '').lead).not.toContain('Not now');
  expect(details('REQUEST_CANCELED')).toEqual(['Reason: Not now.\nAsk again.']);
  expect(details('ACCESS_CHANGED')).toEqual(['Added: Editor of Wiki\nReader of Files', 'Taken away: Reader of Wiki']);
});

test('an end that was moved says so in the subject', () => {
  const subject = (how: 'END_MOVED' | 'DENIED') =>
    noticeLetter({ kind: 'ACCESS_DELIVERED', ...FACTS, why: { how, by: 'Megan', reason: null } }, '').subject;
  expect(subject('END_MOVED')).toBe('Access has another end: Project License');
  expect(subject('DENIED')).toBe('Access is there: Project License');
});

test('what people wrote stands in a page as text', () => {
  const bad = `"><img src=x onerror='alert(1)'>&amp;`;
  const html = letterHtml(
    noticeLetter(
      { kind: 'APPROVAL_REQUESTED', ...FACTS, packageName: bad, readerName: bad, targetName: bad },
      'https://access.example',
    ),
  );
  expect(html).not.toContain('<img');
  expect(html).not.toContain(`'alert`);
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;');
});
