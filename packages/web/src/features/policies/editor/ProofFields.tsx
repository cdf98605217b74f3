import { NativeSelect, TagsInput } from '@mantine/core';
import { LONGEST_PROOF, MOST_PROOFS, PROOF_WORD } from '@gatehouse/schema/rules/proof';
import type { Change, PolicyDraft } from './draft.ts';

const AGES = [
  { value: '', label: 'At any time since they signed in' },
  { value: 'PT5M', label: 'In the last 5 minutes' },
  { value: 'PT15M', label: 'In the last 15 minutes' },
  { value: 'PT1H', label: 'In the last hour' },
  { value: 'PT8H', label: 'In the last 8 hours' },
];

/** What whoever asks must have proved at their identity provider, and how lately. */
export function ProofFields({ draft, change }: { draft: PolicyDraft; change: Change }) {
  const { proofs, proofWithin } = draft;
  const set = (words: readonly string[]) => {
    const kept = words.filter((word) => PROOF_WORD.test(word) && word.length <= LONGEST_PROOF);
    change({ proofs: kept, ...(kept.length === 0 && { proofWithin: null }) });
  };
  const known = AGES.some(({ value }) => value === (proofWithin ?? ''));
  return (
    <>
      <TagsInput
        label="Stronger proof of who asks"
        description="Values of acr or amr as your identity provider says them, such as mfa or hwk; one of them is enough. Whoever has not given it is led there."
        placeholder={proofs.length === 0 ? 'None' : ''}
        maxTags={MOST_PROOFS}
        value={[...proofs]}
        onChange={set}
      />
      {proofs.length > 0 && (
        <NativeSelect
          label="When they gave it"
          data={known ? AGES : [...AGES, { value: proofWithin!, label: proofWithin! }]}
          value={proofWithin ?? ''}
          onChange={(event) => change({ proofWithin: event.currentTarget.value || null })}
        />
      )}
    </>
  );
}
