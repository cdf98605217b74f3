import { describe, expect, test } from 'vitest';
import { answerIssues, isBlankAnswer, LONGEST_LONG_TEXT, LONGEST_SHORT_TEXT, type AnswerInput } from './answers.ts';
import { aQuestion } from './policy.fixture.ts';
import type { QuestionDefinition } from './policy.ts';

const text = (value: string) => ({ value, text: { default: value, translations: {} } });
const choices = [text('red'), text('blue')];

describe('one question, every kind of answer', () => {
  const short = aQuestion();
  const coded = aQuestion({ pattern: 'P-\\d{4}' });
  const long = aQuestion({ kind: 'LONG_TEXT' });
  const single = aQuestion({ kind: 'SINGLE_CHOICE', choices });
  const multiple = aQuestion({ kind: 'MULTIPLE_CHOICE', choices });
  test.each<[string, QuestionDefinition, AnswerInput['value'], string | null]>([
    ['short text', short, 'because', null],
    ['short text, at the limit', short, 'x'.repeat(LONGEST_SHORT_TEXT), null],
    ['short text, too long', short, 'x'.repeat(LONGEST_SHORT_TEXT + 1), 'TOO_LONG'],
    ['short text, a list', short, ['a'], 'WRONG_KIND'],
    ['a zero character', short, 'a\u0000', 'WRONG_KIND'],
    ['half a character', long, 'a\ud800', 'WRONG_KIND'],
    ['a pattern met', coded, 'P-1234', null],
    ['a pattern met in part', coded, 'see P-1234', 'PATTERN_MISMATCH'],
    ['long text', long, 'x'.repeat(LONGEST_LONG_TEXT), null],
    ['long text, too long', long, 'x'.repeat(LONGEST_LONG_TEXT + 1), 'TOO_LONG'],
    ['a choice', single, 'red', null],
    ['no choice', single, 'green', 'NOT_A_CHOICE'],
    ['one choice as a list', single, ['red'], 'WRONG_KIND'],
    ['choices', multiple, ['red', 'blue'], null],
    ['choices, one unknown', multiple, ['red', 'green'], 'NOT_A_CHOICE'],
    ['choices, one twice', multiple, ['red', 'red'], 'WRONG_KIND'],
    ['choices as text', multiple, 'red', 'WRONG_KIND'],
    ['something else entirely', short, 7 as unknown as string, 'WRONG_KIND'],
    ['something else among choices', multiple, [7] as unknown as string[], 'NOT_A_CHOICE'],
  ])('%s', (_name, question, value, code) => {
    expect(answerIssues([question], [{ questionId: 'q1', value }], 'NEW').map((issue) => issue.code)).toEqual(
      code === null ? [] : [code],
    );
  });
});

describe('required', () => {
  const required = aQuestion({ required: true });
  test.each<[string, AnswerInput[], number]>([
    ['missing', [], 1],
    ['null', [{ questionId: 'q1', value: null }], 1],
    ['blank', [{ questionId: 'q1', value: ' \n' }], 1],
    ['an empty list', [{ questionId: 'q1', value: [] }], 1],
    ['given', [{ questionId: 'q1', value: 'x' }], 0],
  ])('%s', (_name, answers, count) => expect(answerIssues([required], answers, 'NEW')).toHaveLength(count));
  test('optional ones may stay away', () => expect(answerIssues([aQuestion()], [], 'NEW')).toEqual([]));
});

test('every issue of every question is reported, in the order of the questions', () => {
  const questions = [aQuestion({ id: 'b', order: 2, required: true }), aQuestion({ id: 'a', order: 1, required: true })];
  const given = [
    { questionId: 'x', value: 'y' },
    { questionId: 'a', value: 'y' },
    { questionId: 'a', value: 'z' },
  ];
  expect(answerIssues(questions, given, 'NEW').map(({ questionId, code }) => `${questionId} ${code}`)).toEqual([
    'x UNKNOWN_QUESTION',
    'a ANSWERED_TWICE',
    'b REQUIRED',
  ]);
});

describe('changing answers later', () => {
  const fixed = aQuestion({ id: 'fixed', required: true });
  const open = aQuestion({ id: 'open', required: true, changeable: true });
  test.each<[string, AnswerInput[], 'CHANGE_OWN' | 'CHANGE_ANY', string[]]>([
    ['what is not named stays', [], 'CHANGE_OWN', []],
    ['one that may change', [{ questionId: 'open', value: 'new' }], 'CHANGE_OWN', []],
    ['one that may not', [{ questionId: 'fixed', value: 'new' }], 'CHANGE_OWN', ['NOT_CHANGEABLE']],
    ['one that may not, by an administrator', [{ questionId: 'fixed', value: 'new' }], 'CHANGE_ANY', []],
    ['a required one taken back', [{ questionId: 'open', value: null }], 'CHANGE_OWN', ['REQUIRED']],
  ])('%s', (_name, answers, mode, codes) =>
    expect(answerIssues([fixed, open], answers, mode).map(({ code }) => code)).toEqual(codes),
  );
});

test.each([
  [null, true],
  ['', true],
  ['  ', true],
  [[], true],
  ['x', false],
  [['x'], false],
] as const)('blank %j: %s', (value, blank) => expect(isBlankAnswer(value)).toBe(blank));
