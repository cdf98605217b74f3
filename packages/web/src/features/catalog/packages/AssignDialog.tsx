import { Alert, Checkbox, NativeSelect, TagsInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { DateTimeField } from '../../../ui/forms/date-time-field.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import type { Party } from '../../identity/choosing/DirectoryPicker.tsx';
import { QuestionField } from '../../requests/form/QuestionField.tsx';
import type { AdminPackage } from './PackageAdminView.tsx';

const Assign = graphql(
  `
    mutation AssignAccessPackage($input: AssignAccessPackageInput!) {
      assignAccessPackage(input: $input) {
        accessRequests {
          id
          state
          heldFor
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Gives a package directly to people. Approval stays, unless somebody with that right skips it. */
export function AssignDialog({ accessPackage, close }: { accessPackage: AdminPackage; close: () => void }) {
  const [targets, setTargets] = useState<Party[]>([]);
  const [emails, setEmails] = useState<string[]>([]);
  const [policyId, setPolicyId] = useState(accessPackage.policies[0]?.id ?? '');
  const [answers, setAnswers] = useState<Readonly<Record<string, string[]>>>({});
  const [justification, setJustification] = useState('');
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [bypassApproval, setBypass] = useState(false);
  const assign = useAction(Assign);
  const policy = accessPackage.policies.find(({ id }) => id === policyId);
  const questions = policy?.currentVersion.questions ?? [];

  const submit = async () => {
    const given = questions
      .filter(({ id }) => (answers[id] ?? []).some((value) => value.trim() !== ''))
      .map((question) => {
        const values = answers[question.id] ?? [];
        return question.kind === 'MULTIPLE_CHOICE'
          ? { questionId: question.id, values }
          : { questionId: question.id, value: values[0] ?? '' };
      });
    const result = await assign.run({
      input: {
        accessPackageId: accessPackage.id,
        policyId,
        targets: [
          ...targets.map(({ id }) => ({ userId: id, answers: given })),
          ...emails.map((email) => ({ email, answers: given })),
        ],
        justification: justification.trim() || null,
        startsAt,
        expiresAt,
        bypassApproval,
        idempotencyKey: intentKey(),
      },
    });
    if (!result?.ok) return;
    const waiting = result.payload.accessRequests.filter(({ state }) => state === 'PENDING_APPROVAL').length;
    const held = result.payload.accessRequests.filter(
      ({ heldFor }) => heldFor === 'PROOF_OF_ADDRESS' || heldFor === 'TERMS',
    ).length;
    const said = [
      waiting > 0 && `${waiting} wait for approval.`,
      held > 0 && `${held} wait for the person to sign in and accept.`,
    ];
    notifications.show({ message: said.filter(Boolean).join(' ') || 'Assigned; it is being delivered.' });
    close();
  };
  return (
    <FormDialog
      opened
      close={close}
      size="lg"
      title={`Assign ${accessPackage.name}`}
      confirm="Assign"
      busy={assign.busy}
      errors={assign.errors}
      submit={submit}
      ready={targets.length + emails.length > 0 && policyId !== ''}
    >
      <PartiesField
        label="To whom"
        description="Each stands on its own: where one is refused, the others still get it."
        kinds="PEOPLE"
        value={targets}
        onChange={setTargets}
      />
      <TagsInput
        label="Or to mail addresses"
        description="People from outside whom nobody here knows yet. They are told by mail; the access waits until they have signed in and accepted how their data is used. Press Enter after each."
        value={emails}
        onChange={setEmails}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        inputMode="email"
        clearable
      />
      <NativeSelect
        label="Under which policy"
        value={policyId}
        data={accessPackage.policies.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setPolicyId(event.currentTarget.value)}
      />
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          values={answers[question.id] ?? []}
          onChange={(values) => setAnswers({ ...answers, [question.id]: values })}
        />
      ))}
      <Textarea
        label="Why"
        autosize
        minRows={2}
        value={justification}
        onChange={(event) => setJustification(event.currentTarget.value)}
      />
      <DateTimeField label="Start" description="Leave empty to start at once." value={startsAt} onChange={setStartsAt} />
      <DateTimeField label="End" description="Leave empty to end as the policy says." value={expiresAt} onChange={setExpiresAt} />
      {accessPackage.viewerCan.bypassApproval.allowed && (
        <Checkbox label="Skip approval" checked={bypassApproval} onChange={(event) => setBypass(event.currentTarget.checked)} />
      )}
      {bypassApproval && (
        <Alert color="red" variant="light">
          Nobody is asked. That you skipped approval is written to the audit.
        </Alert>
      )}
    </FormDialog>
  );
}
