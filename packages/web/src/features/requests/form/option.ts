import { GateFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { eitherOf } from '../../../ui/words/language.ts';

export const StagePreviewFragment = graphql(`
  fragment StagePreviewParts on StagePreview {
    order
    quorum
    decideWithin
    escalateAfter
    approvers {
      kind
      role
      name
    }
    escalationApprovers {
      kind
      role
      name
    }
  }
`);

export const QuestionFragment = graphql(`
  fragment Question on PolicyQuestion {
    id
    order
    kind
    text: localizedText
    required
    pattern
    choices: localizedChoices {
      value
      text
    }
  }
`);

/** One way of asking for a package: a policy with everything it wants and whom it asks. */
export const OptionFragment = graphql(
  `
    fragment Option on PolicyOption {
      policyId
      policyName
      isDefault
      justificationRequired
      needsApproval
      questions {
        ...Question
      }
      schedule {
        customSchedule
        earliestStart
        latestEnd
        longestDuration
        mustEnd
      }
      stages {
        ...StagePreviewParts
      }
      gates {
 ...GateParts
 }
    }
  `,
  [StagePreviewFragment, QuestionFragment, GateFragment],
);

export type Option = FragmentOf<typeof OptionFragment>;
export type Question = FragmentOf<typeof QuestionFragment>;
export type StagePreview = FragmentOf<typeof StagePreviewFragment>;

/** The policies among which somebody may choose: “Staff” or “Project”. */
export function namesOf(options: readonly Option[]): string {
  return eitherOf.format(options.map(({ policyName }) => `“${policyName}”`));
}
