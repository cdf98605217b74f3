import type { ReactNode } from 'react';

/**
 * A form that is sent with Ctrl+Enter, or Cmd+Enter on a Mac, from any of its fields: in a field of several lines Enter alone
 * is a line. What is missing is said by whoever gets it, not by the browser.
 */
export function SendForm({ send, children }: { send: () => void; children: ReactNode }) {
  return (
    // The key does what the form's own button does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
    </form>
  );
}
