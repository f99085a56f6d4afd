import { useId } from 'react';
import field from './TextField.module.css';
import styles from './SelectField.module.css';
import { classes } from './classes.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** A sentence that says what is wrong with what is chosen. */
  readonly problem?: string | undefined;
}

/** A labelled choice of one among few: the platform's own, which every device knows how to show. */
export function SelectField({ label, value, options, onChange, hint, problem }: SelectFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <select
        className={classes(field.input, styles.select)}
        id={id}
        value={value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        disabled={options.length === 0}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {note !== undefined && (
        <p className={problem === undefined ? field.hint : field.error} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
