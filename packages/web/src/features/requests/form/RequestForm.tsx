import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Refusal } from '../../../graphql/errors.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { beyondFields, fieldProblems } from '../../../ui/field-problems.ts';
import { GateList } from '../../../ui/states/gate-list.tsx';
import { goToFault } from '../../../ui/go-to-fault.ts';
import { Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { useKept } from '../../../ui/forms/use-kept.ts';
import type { Picked } from '../../identity/choosing/PersonPicker.tsx';
import { emptyDraft, fieldsOf, missing, type Draft } from './draft.ts';
import { ForWhom } from './ForWhom.tsx';
import type { Option } from './option.ts';
import { PolicyChoice } from './PolicyChoice.tsx';
import { QuestionField } from './QuestionField.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import type { Terms } from './terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { StagePreviews } from './StagePreviews.tsx';

type Gate = Option['gates'][number];

interface RequestFormProps {
  packageId: string;
  options: {
    accessPackageName: string | null;
    reference: string | null;
    mayRequest: boolean;
    /** What the viewer has to accept first. */
    terms: readonly Terms[];
    gates: readonly Gate[];
    policies: readonly Option[];
  };
  /** Whom it is for; null: for the viewer. */
  target: Picked | null;
  setTarget: (target: Picked | null) => void;
  loading: boolean;
  busy: boolean;
  errors: readonly Refusal[];
  /** @returns whether it was taken. */
  send: (draft: Draft) => Promise<boolean>;
}

/** The request form, with everything that is known before it is submitted. */
export function RequestForm({ packageId, options, target, setTarget, loading, busy, errors, send }: RequestFormProps) {
  const usable = options.policies.filter((option) => option.gates.length === 0);
  const preset =
    usable.find((option) => option.isDefault) ??
    usable[0] ??
    options.policies.find((option) => option.isDefault) ??
    options.policies[0];
  return (
    <Page
      title={`Request ${options.accessPackageName ?? 'access'}`}
      crumbs={[
        { to: '/packages', label: 'Packages' },
        { to: '/packages/$packageId', params: { packageId }, label: options.accessPackageName ?? 'Access package' },
      ]}
    >
      <Stack>
        <ForWhom target={target} setTarget={setTarget} />
        {!options.mayRequest && (
          <Alert
            icon={<IconInfoCircle />}
            color="gate"
            variant="light"
            title={target ? `This cannot be asked for ${target.name} right now` : 'You cannot ask for this right now'}
          >
            <GateList
              gates={options.gates}
              reference={options.reference}
              about={options.accessPackageName}
              packageId={packageId}
            />
            {!target && options.gates.some((gate) => gate.code === 'ALREADY_ASSIGNED') && (
              <TextLink to="/access">See your access</TextLink>
            )}
          </Alert>
        )}
        {preset && (
          <Questions
            key={preset.policyId}
            about={`${packageId}:${target?.id ?? ''}:${preset.policyId}`}
            preset={preset}
            options={options}
            loading={loading}
            busy={busy}
            errors={errors}
            send={send}
          />
        )}
      </Stack>
    </Page>
  );
}

type QuestionsProps = Pick<RequestFormProps, 'options' | 'loading' | 'busy' | 'errors' | 'send'> & {
  /** What is kept of it is kept under this name. */
  about: string;
  preset: Option;
};

function Questions({ about, preset, options, loading, busy, errors, send }: QuestionsProps) {
  const [option, setOption] = useState(preset);
  const [kept, setDraft, forget] = useKept<Draft>(`request:${about}`, () => emptyDraft(preset));
  // What was typed under an older version of the policy goes on with the questions of today.
  const draft = { ...kept, acceptedTerms: kept.acceptedTerms ?? [], questions: option.questions };
  const [problems, setProblems] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  // What the server says stands at its field, and the first of them is where the reader is taken.
  const said = { ...fieldProblems(errors), ...problems };
  useEffect(() => {
    if (errors.length > 0) goToFault(form.current);
  }, [errors]);

  const choose = (chosen: Option) => {
    setOption(chosen);
    setDraft((before) => ({ ...emptyDraft(chosen), justification: before.justification }));
    setProblems({});
  };
  const submit = async () => {
    const found = missing(draft, option, options.terms);
    setProblems(found);
    if (Object.keys(found).length > 0) setTimeout(() => goToFault(form.current));
    else if (await send(draft)) forget();
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => (event.preventDefault(), void submit())}>
      <Stack>
        <PolicyChoice policies={options.policies} chosen={option} choose={choose} />
        {options.mayRequest && (
          <Section title="About your request">
            <Stack>
              {option.questions.map((question) => (
                <QuestionField
                  key={question.id}
                  question={question}
                  values={draft.answers[question.id] ?? []}
                  error={said[question.id]}
                  onChange={(values) => change({ answers: { ...draft.answers, [question.id]: values } })}
                />
              ))}
              <Textarea
                label="Why is it needed?"
                description="Those who decide read this."
                autosize
                minRows={2}
                maxLength={10_000}
                required={option.justificationRequired}
                value={draft.justification}
                error={said.justification}
                onChange={(event) => change({ justification: event.currentTarget.value })}
              />
              <ScheduleFields schedule={option.schedule} draft={draft} change={change} problems={said} />
            </Stack>
          </Section>
        )}
        <Section title="Who decides">
          <StagePreviews needsApproval={option.needsApproval} stages={option.stages} />
        </Section>
        {options.mayRequest && options.terms.length > 0 && (
          <Section title="How your data is used">
            <TermsFields
              terms={options.terms}
              accepted={draft.acceptedTerms}
              error={said.acceptedTerms}
              onChange={(acceptedTerms) => change({ acceptedTerms })}
            />
          </Section>
        )}
        <Refusals errors={beyondFields(errors, fieldsOf(draft))} />
        {options.mayRequest && (
          <Group>
            <Button type="submit" loading={busy} disabled={loading}>
              Submit request
            </Button>
            {option.needsApproval && (
              <Text size="sm" c="dimmed">
                You may cancel it until it is delivered.
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}
