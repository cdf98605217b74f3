/** Longest texts an outsider can send, in characters, and the longest list. */
export const LIMITS = { name: 200, description: 4000, text: 10_000, key: 128, list: 100 } as const;

/** The longest mail address there is (RFC 5321). */
export const LONGEST_MAIL = 254;
