import { describe, expect, test } from 'vitest';
import { allowedEvents, defineMachine, machineFaults, transition, type Machine } from './machine.ts';

type S = 'A' | 'B' | 'C';
type E = 'GO' | 'STAY';

function machine(table: Machine<S, E>['table'], final: S[] = ['C'], initial: S[] = ['A']): Machine<S, E> {
  return { name: 'toy', initial, final, table };
}

describe('machineFaults', () => {
  test.each([
    ['sound', machine({ A: { GO: 'B' }, B: { GO: 'C' }, C: {} }), []],
    ['unreachable', machine({ A: { GO: 'C' }, B: { GO: 'C' }, C: {} }), ['toy: B is unreachable']],
    ['dead end', machine({ A: { GO: 'B', STAY: 'C' }, B: {}, C: {} }), ['toy: B is a dead end']],
    ['a loop to itself is no way out', machine({ A: { GO: 'B', STAY: 'C' }, B: { STAY: 'B' }, C: {} }), ['toy: B is a dead end']],
    ['no row', machine({ A: { GO: 'X' as S, STAY: 'C' }, C: {} } as Machine<S, E>['table']), ['toy: X has no row']],
  ])('%s', (_name, toy, faults) => {
    expect(machineFaults(toy)).toEqual(faults);
  });
});

test('a broken machine stops the program when it is defined', () => {
  expect(() => defineMachine(machine({ A: { GO: 'C' }, B: {}, C: {} }))).toThrow('B is unreachable');
});

test('a refusal says what would be possible', () => {
  const toy = defineMachine(machine({ A: { GO: 'B' }, B: { GO: 'C' }, C: {} }));
  expect(transition(toy, 'A', 'STAY')).toEqual({
    ok: false,
    code: 'WRONG_STATE',
    state: 'A',
    event: 'STAY',
    message: 'toy: STAY is not possible in state A.',
    allowed: ['GO'],
  });
  expect(allowedEvents(toy, 'C')).toEqual([]);
});
