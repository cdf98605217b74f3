import { describe, expect, test } from 'vitest';
import { isProved, type Proof, type ProofWanted } from './proof.ts';

const now = new Date('2026-03-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const given = (of: Partial<Proof> = {}): Proof => ({
  provider: 'Contoso',
  acr: 'urn:contoso:strong',
  amr: ['pwd', 'otp'],
  provedAt: minutesAgo(5),
  ...of,
});
const wanted = (proofs: string[], proofWithin: string | null = null): ProofWanted => ({ proofs, proofWithin });

describe('is a proof enough?', () => {
  test.each<[string, ProofWanted, Proof | null, boolean]>([
    ['nothing is wanted', wanted([]), null, true],
    ['nothing is wanted, and a time means nothing then', wanted([], 'PT1M'), null, true],
    ['signed in without an issuer', wanted(['otp']), null, false],
    ['by its class', wanted(['urn:contoso:strong']), given(), true],
    ['by one of its methods', wanted(['otp']), given(), true],
    ['one of several is enough', wanted(['hwk', 'otp']), given(), true],
    ['none of several', wanted(['hwk', 'face']), given(), false],
    ['part of a word is no word', wanted(['strong']), given(), false],
    ['another spelling is another word', wanted(['OTP']), given(), false],
    ['an issuer that says nothing', wanted(['otp']), given({ acr: null, amr: [] }), false],
    ['proved lately', wanted(['otp'], 'PT10M'), given(), true],
    ['proved at the last instant', wanted(['otp'], 'PT5M'), given(), true],
    ['proved too long ago', wanted(['otp'], 'PT4M'), given(), false],
    ['nobody knows when', wanted(['otp'], 'PT4M'), given({ provedAt: null }), false],
    ['nobody knows when, and nobody asks', wanted(['otp']), given({ provedAt: null }), true],
  ])('%s', (_what, policy, proof, enough) => {
    expect(isProved(policy, proof, now)).toBe(enough);
  });
});
