import { Button, Group } from '@mantine/core';
import { Status } from '../../../ui/states/status.tsx';

interface ChosenAccessProps {
  count: number;
  /** How many of those shown could be chosen. */
  all: number;
  endable: boolean;
  movable: boolean;
  chooseAll: () => void;
  chooseNone: () => void;
  act: (what: 'TAKE_AWAY' | 'CHANGE_END') => void;
}

/** Above a list of accesses: how many are chosen, and what can be done to all of them at once. */
export function ChosenAccess({ count, all, endable, movable, chooseAll, chooseNone, act }: ChosenAccessProps) {
  return (
    <Group gap="xs" mb="sm" mih={36}>
      <Button size="xs" variant="subtle" onClick={count > 0 ? chooseNone : chooseAll}>
        {count > 0 ? 'Choose none' : `Choose ${all > 100 ? 'the first 100' : `all ${all}`} shown`}
      </Button>
      <Status>{count > 0 ? `${count} chosen` : ''}</Status>
      {count > 0 && (
        <>
          <Button size="xs" variant="default" disabled={!movable} onClick={() => act('CHANGE_END')}>
            Change end
          </Button>
          <Button size="xs" variant="default" disabled={!endable} onClick={() => act('TAKE_AWAY')}>
            Take away
          </Button>
        </>
      )}
    </Group>
  );
}
