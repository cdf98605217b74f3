import { expect, it } from 'vitest';
import { answerChanges } from './answer-changes.ts';

const first = { id: 'r1', updates: false, answers: [{ question: 'Which?', values: ['a'] }] };
const update = (id: string, ...values: string[]) => ({ id, updates: true, answers: [{ question: 'Which?', values }] });
const brief = (history: Parameters<typeof answerChanges>[0]) =>
  answerChanges(history).map(({ request, answer, from }) => `${request.id}: ${from.join('+')} > ${answer.values.join('+')}`);

it.each([
  ['nothing, where nothing was changed', [first], []],
  ['from what to what', [first, update('r2', 'b')], ['r2: a > b']],
  ['each change from the one before it', [first, update('r2', 'b'), update('r3', 'c')], ['r2: a > b', 'r3: b > c']],
  ['nothing, where the same is said again', [first, update('r2', 'a')], []],
  ['an answer that is taken back', [first, update('r2')], ['r2: a > ']],
  ['an answer to what was not answered', [{ ...first, answers: [] }, update('r2', 'b', 'c')], ['r2:  > b+c']],
  [
    'not what another request answered anew',
    [first, { ...first, id: 'r2', answers: [{ question: 'Which?', values: ['b'] }] }],
    [],
  ],
])('says %s', (_name, history, changes) => expect(brief(history)).toEqual(changes));
