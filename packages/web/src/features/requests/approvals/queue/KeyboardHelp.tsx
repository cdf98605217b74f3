import { Kbd, Modal } from '@mantine/core';

const KEYS = [
  ['j or ↓', 'next approval'],
  ['k or ↑', 'previous approval'],
  ['Home, End', 'the first, the last of all'],
  ['a', 'approve it'],
  ['d', 'deny it'],
  ['x or Space', 'select it'],
  ['u', 'take the last decision back'],
  ['Enter', 'open it'],
  ['Ctrl+Enter', 'send what is typed'],
  ['?', 'show this'],
] as const;

/** What the keys do in the queue. */
export function KeyboardHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keys in this queue" size="sm">
      <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '0.6rem 1rem', margin: 0 }}>
        {KEYS.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd style={{ margin: 0 }}>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
