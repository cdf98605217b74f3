import { CombinedError, type OperationResult } from 'urql';
import { expect, it } from 'vitest';
import { whole } from './whole.ts';

const answer = (data: object, ...paths: (string | number)[][]) =>
  ({
    data,
    error: paths.length > 0 ? new CombinedError({ graphQLErrors: paths.map((path) => ({ message: 'No.', path })) }) : undefined,
  }) as unknown as OperationResult;

it.each([
  ['a field that was refused', answer({ users: null, groups: [] }, ['users']), undefined],
  ['a field that is null for what failed inside it', answer({ users: null }, ['users', 'nodes', 0, 'id']), undefined],
  ['a field inside that failed by itself', answer({ users: { name: null } }, ['users', 'name']), { users: { name: null } }],
  ['a field that is nothing, without an error', answer({ viewer: null }), { viewer: null }],
])('an answer is whole or an error: %s', (_what, given, data) => {
  expect(whole(given).data).toEqual(data);
});
