import { describe, expect, test } from 'vitest';
import { transition, type Machine } from './machine.ts';

/**
 * Tests every state of a machine with every event: what the lines (`FROM EVENT TO`) list happens, all the rest is
 * refused. The lines are written out in the tests, apart from the table, so that a slip in either shows.
 */
export function testMachine<S extends string, E extends string>(
  machine: Machine<S, E>,
  events: readonly E[],
  lines: string,
): void {
  const expected = new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [from, event, to] = line.trim().split(/\s+/);
        return [`${from} ${event}`, to] as const;
      }),
  );
  const states = Object.keys(machine.table) as S[];
  describe(`the ${machine.name} machine`, () => {
    test.each(states.flatMap((state) => events.map((event) => [state, event] as const)))('%s × %s', (state, event) => {
      const result = transition(machine, state, event);
      const to = expected.get(`${state} ${event}`);
      if (to !== undefined) expect(result).toEqual({ ok: true, state: to });
      else expect(result).toMatchObject({ ok: false, code: 'WRONG_STATE', state, event });
    });
    test('every line names a state and an event that exist', () => {
      for (const key of expected.keys()) {
        const [state, event] = key.split(' ');
        expect(states).toContain(state);
        expect(events).toContain(event);
      }
    });
  });
}
