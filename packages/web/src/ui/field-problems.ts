import type { Gate, Refusal } from '../graphql/errors.ts';
import { boundsOf } from './gate-bounds.ts';

/** What was found wrong with the fields of a form, by the name of the input; of an answer, by the id of its question. */
export function fieldProblems(errors: readonly Refusal[]): Record<string, string> {
  const gates = errors.flatMap((error) => (error.__typename === 'NotEligibleError' ? error.gates : []));
  return Object.fromEntries(
    gates.flatMap((gate) => {
      const field = fieldOf(gate);
      return field ? [[field, [gate.message, boundsOf(gate)].filter(Boolean).join(' ')]] : [];
    }),
  );
}

/** The refusals without what stands at the fields that the form has. */
export function beyondFields(errors: readonly Refusal[], fields: readonly string[]): Refusal[] {
  return errors.map((error) => {
    if (error.__typename !== 'NotEligibleError') return error;
    const gates = error.gates.filter((gate) => !fields.includes(fieldOf(gate) ?? ''));
    if (gates.length === error.gates.length) return error;
    const reference = gates.length > 0 ? error.reference : null;
    return { ...error, message: 'What has to be changed in the form is marked there.', gates, reference };
  });
}

const fieldOf = ({ path }: Gate): string | undefined => path?.at(-1);
