import type { PartySnapshot } from '@sidetone/phone';
import type { KeyboardEvent } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Avatar } from '../../components/Avatar.tsx';
import field from '../../components/TextField.module.css';
import { displayAddress } from '../../format/address.ts';
import styles from './PersonField.module.css';

export interface PersonFieldProps {
  readonly label: string;
  readonly people: readonly PartySnapshot[];
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** A sentence that says what is wrong. */
  readonly error: string | undefined;
}

/** A field for a name or an address, which completes the people who are known. */
export function PersonField({ label, people, text, onChange, error }: PersonFieldProps) {
  return (
    <ComboBox
      className={field.field ?? ''}
      items={people}
      inputValue={text}
      onInputChange={onChange}
      defaultFilter={matches}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      allowsCustomValue
      // Whoever opens the dialog is about to type.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <Input
        className={field.input ?? ''}
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        onKeyDownCapture={submitWhatWasTyped}
      />
      <FieldError className={field.error ?? ''}>{error}</FieldError>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox<PartySnapshot> className={styles.list ?? ''}>
          {({ aor, displayName }) => (
            <ListBoxItem
              id={aor}
              className={styles.item ?? ''}
              // Both are searched; the name is what is put into the field.
              textValue={displayName}
            >
              <Avatar name={displayName} address={aor} size="small" />
              <span className={styles.words}>
                <span className={styles.name}>{displayName}</span>
                <span className={styles.address}>{displayAddress(aor)}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Enter chooses among the people only after an arrow key has; else it means what stands in the field. */
function submitWhatWasTyped(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || input.hasAttribute('aria-activedescendant')) return;
  event.preventDefault();
  event.stopPropagation();
  input.form?.requestSubmit();
}

function matches(name: string, typed: string): boolean {
  return name.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
}
