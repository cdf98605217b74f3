import { NativeSelect, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import type { ConnectorSetting } from '../catalog/connector-kinds.ts';
import type { Forgotten, SettingsDraft } from './settings-draft.ts';

interface SettingsFieldsProps {
  settings: readonly ConnectorSetting[];
  draft: SettingsDraft;
  set: (name: string, value: string | boolean) => void;
  /** The secrets that are set. */
  secretsSet: readonly string[];
  forgotten: Forgotten;
  forget: (name: string, yes: boolean) => void;
  /** What is wrong with one of them. */
  at: (name: string) => string | undefined;
}

/** What a target must be told, as its driver says. */
export function SettingsFields({ settings, draft, set, secretsSet, forgotten, forget, at }: SettingsFieldsProps) {
  return settings.map((one) => {
    const { name, title, description, required } = one;
    const isSet = secretsSet.includes(name);
    const shared = { label: title, description, error: at(name) };
    const text = { ...shared, value: String(draft[name] ?? ''), required: required && !isSet };
    const type = (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value);
    if (one.secret)
      return (
        <Stack key={name} gap="xs">
          <PasswordInput
            {...text}
            description={isSet ? `${description} It is set and cannot be read; what you type takes its place.` : description}
            autoComplete="new-password"
            disabled={forgotten.has(name)}
            onChange={type}
          />
          {isSet && !required && (
            <Switch
              label={`Take away: ${title}`}
              checked={forgotten.has(name)}
              onChange={(event) => forget(name, event.currentTarget.checked)}
            />
          )}
        </Stack>
      );
    if (one.type === 'SWITCH')
      return (
        <Switch
          key={name}
          {...shared}
          checked={draft[name] === true}
          onChange={(event) => set(name, event.currentTarget.checked)}
        />
      );
    if (one.type === 'CHOICE')
      return (
        <NativeSelect
          key={name}
          {...text}
          data={[...(required ? [] : [{ value: '', label: 'Nothing said' }]), ...(one.choices ?? [])]}
          onChange={type}
        />
      );
    const number = one.type === 'NUMBER' && { type: 'number', min: one.least ?? undefined, max: one.most ?? undefined };
    return (
      <TextInput
        key={name}
        {...text}
        {...number}
        maxLength={one.type === 'TEXT' ? (one.most ?? 1000) : undefined}
        onChange={type}
      />
    );
  });
}
