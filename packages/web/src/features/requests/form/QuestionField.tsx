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
        <Radio.Group {...common} value={values[0] ?? ''} onChange={(value) => onChange([value])}>
          <Stack gap="xs" mt="xs">
            {choices.map(({ value, text }) => (
              <Radio key={value} value={value} label={text} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'MULTIPLE_CHOICE':
      return (
        <Checkbox.Group {...common} value={[...values]} onChange={onChange}>
          <Stack gap="xs" mt="xs">
            {choices.map(({ value, text }) => (
              <Checkbox key={value} value={value} label={text} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
  }
}
