import { Button, Fieldset, Group, NativeSelect, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import type { QuestionKind } from '@gatehouse/schema/rules/vocabulary';
import { Section } from '../../../ui/frame/page.tsx';
import { newQuestion, type QuestionDraft } from './draft.ts';

const KINDS: readonly { value: QuestionKind; label: string }[] = [
  { value: 'SHORT_TEXT', label: 'One line' },
  { value: 'LONG_TEXT', label: 'Several lines' },
  { value: 'SINGLE_CHOICE', label: 'One of several' },
  { value: 'MULTIPLE_CHOICE', label: 'Any of several' },
];

interface QuestionsSectionProps {
  questions: readonly QuestionDraft[];
  change: (questions: QuestionDraft[]) => void;
}

/** What a policy asks a requester. */
export function QuestionsSection({ questions, change }: QuestionsSectionProps) {
  return (
    <Section title="Questions">
      <Stack>
        {questions.length === 0 && <Text c="dimmed">Nothing is asked beside the reason.</Text>}
        {questions.map((question, index) => (
          <QuestionEditor
            key={question.key}
            order={index + 1}
            question={question}
            change={(part) => change(questions.map((one) => (one.key === question.key ? { ...one, ...part } : one)))}
            remove={() => change(questions.filter((one) => one.key !== question.key))}
          />
        ))}
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => change([...questions, newQuestion()])}>
          Add a question
        </Button>
      </Stack>
    </Section>
  );
}

/** One choice per line; what is stored of a known line stays the same. */
function choicesFrom(text: string, before: QuestionDraft['choices']): QuestionDraft['choices'] {
  return text
    .split('\n')
    .map((line) => before.find((choice) => choice.text === line) ?? { value: line.trim(), text: line, translations: [] });
}

interface QuestionEditorProps {
  order: number;
  question: QuestionDraft;
  change: (part: Partial<QuestionDraft>) => void;
  remove: () => void;
}

function QuestionEditor({ order, question, change, remove }: QuestionEditorProps) {
  const choice = question.kind === 'SINGLE_CHOICE' || question.kind === 'MULTIPLE_CHOICE';
  return (
    <Fieldset legend={`Question ${order}`}>
      <Stack>
        <TextInput
          label="Question"
          required
          value={question.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <NativeSelect
          label="Answer"
          maw={240}
          data={[...KINDS]}
          value={question.kind}
          onChange={(event) => change({ kind: event.currentTarget.value as QuestionKind })}
        />
        {question.kind === 'SHORT_TEXT' && (
          <TextInput
            label="Pattern"
            description="A regular expression that the whole answer must match; empty for any text."
            value={question.pattern}
            onChange={(event) => change({ pattern: event.currentTarget.value })}
          />
        )}
        {choice && (
          <Textarea
            label="Choices"
            description="One per line."
            required
            autosize
            minRows={3}
            value={question.choices.map(({ text }) => text).join('\n')}
            onChange={(event) => change({ choices: choicesFrom(event.currentTarget.value, question.choices) })}
          />
        )}
        <Group>
          <Switch
            label="Must be answered"
            checked={question.required}
            onChange={(event) => change({ required: event.currentTarget.checked })}
          />
          <Switch
            label="May be changed later"
            checked={question.changeable}
            onChange={(event) => change({ changeable: event.currentTarget.checked })}
          />
        </Group>
        <Button variant="default" size="sm" style={{ alignSelf: 'flex-start' }} onClick={remove}>
          Remove question {order}
        </Button>
      </Stack>
    </Fieldset>
  );
}
