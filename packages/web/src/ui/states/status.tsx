import type { CSSProperties, ReactNode } from 'react';

interface StatusProps {
  children?: ReactNode;
  /** Said, not shown. */
  silent?: boolean;
  label?: string;
  className?: string;
  style?: CSSProperties;
}

/** A place whose changes are read to those who listen, when they have a moment. It must be there before it changes. */
export function Status({ children, silent = false, label, className, style }: StatusProps) {
  return (
    // Not an <output>: what stands in here is more than text.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" aria-label={label} className={silent ? 'sr-only' : className} style={style}>
      {children}
    </div>
  );
}
