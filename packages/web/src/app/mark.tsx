/** The sign of Gatehouse: an arch with its bars. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden>
      <rect width="32" height="32" rx="7" fill="#3b66c1" />
      <path d="M8 24V14a8 8 0 0 1 16 0v10" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      <path d="M13 24v-8m6 8v-8" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
