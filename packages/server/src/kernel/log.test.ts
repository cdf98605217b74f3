import { expect, test } from 'vitest';
import { shownError } from './log.ts';

test('of an error the log shows what it says, and nothing that it carries', () => {
  const refused = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(a@b)',
    client: { password: 'x' },
  });
  const shown = shownError(new AggregateError([refused], 'Both failed.', { cause: refused }));
  const inner = { type: 'Error', message: 'duplicate key', code: '23505', stack: refused.stack };
  expect(shown).toEqual({
    type: 'AggregateError',
    message: 'Both failed.',
    stack: expect.stringContaining('Both failed.'),
    cause: inner,
    errors: [inner],
  });
  expect(shownError('words')).toBe('words');
});
