import { subtractDuration } from './duration.ts';

/** How somebody proved who they are when they signed in, in the words of their issuer (OpenID Connect `acr`, `amr`, `auth_time`). */
export interface Proof {
  /** What people call the issuer; null: they signed in without one. */
  readonly provider: string | null;
  readonly acr: string | null;
  readonly amr: readonly string[];
  /** When they proved it; null where the issuer does not say. */
  readonly provedAt: Date | null;
}

/** What a policy wants of whoever asks. */
export interface ProofWanted {
  /** Values of `acr` or `amr`, one of which is enough; none: nothing is wanted. */
  readonly proofs: readonly string[];
  /** How long ago at most they proved it; null: at any time since they signed in. */
  readonly proofWithin: string | null;
}

/** The most proofs that a policy may name, and the longest of them. */
export const MOST_PROOFS = 10;
export const LONGEST_PROOF = 200;

/** A word as issuers write it: it travels in an address, with spaces between several. */
export const PROOF_WORD = /^[\x21-\x7e]+$/;

/** Is what was proved enough? Whoever cannot say when they proved it has not proved it lately. */
export function isProved({ proofs, proofWithin }: ProofWanted, given: Proof | null, now: Date): boolean {
  if (proofs.length === 0) return true;
  if (given === null || !proofs.some((proof) => proof === given.acr || given.amr.includes(proof))) return false;
  if (proofWithin === null) return true;
  return given.provedAt !== null && given.provedAt >= subtractDuration(now, proofWithin);
}
