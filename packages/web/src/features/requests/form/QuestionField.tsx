import { Checkbox, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Question } from './option.ts';

interface QuestionFieldProps {
  question: Question;
  values: readonly string[];
  onChange: (values: string[]) => void;
  error?: ReactNode;
}

/** The field that a question of each kind is answered in. */
export function QuestionField({ question, values, onChange, error }: QuestionFieldProps) {
  const common = { label: question.text, required: question.required, error };
  // A group of choices is no field that could be invalid: it says so for whoever looks for the first fault.
  const group = { ...common, 'data-fault': error ? true : undefined };
  const choices = question.choices ?? [];
  switch (question.kind) {
    case 'SHORT_TEXT':
      return <TextInput {...common} value={values[0] ?? ''} onChange={(event) => onChange([event.currentTarget.value])} />;
    case 'LONG_TEXT':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          value={values[0] ?? ''}
          onChange={(event) => onChange([event.currentTarget.value])}
        />
      );
    case 'SINGLE_CHOICE':
      return (
        <Radio.Group {...group} value={values[0] ?? ''} onChange={(value) => onChange([value])}>
          <Stack gap="xs" mt="xs" mb={error ? 'xs' : 0}>
            {choices.map(({ value, text }) => (
              <Radio key={value} value={value} label={text} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'MULTIPLE_CHOICE':
      return (
        <Checkbox.Group {...group} value={[...values]} onChange={onChange}>
          <Stack gap="xs" mt="xs" mb={error ? 'xs' : 0}>
            {choices.map(({ value, text }) => (
              <Checkbox key={value} value={value} label={text} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
  }
}
