'use client';
/** A one-time code in one input, which takes paste, spaces and all; or a recovery code in its place. */
import { useState } from 'react';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { TextField } from '@/ui/form/text-field';
import type { SchemaForm } from '@/ui/form/use-schema-form';

type CodeFieldProps<Input extends FieldValues> = {
  form: SchemaForm<Input>;
  name: FieldPath<Input>;
  /** Whether a recovery code does too. */
  takesRecovery?: boolean;
  autoFocus?: boolean;
};

export function CodeField<Input extends FieldValues>({
  form,
  name,
  takesRecovery = true,
  autoFocus,
}: CodeFieldProps<Input>) {
  const [isRecovery, setRecovery] = useState(false);
  const swap = () => {
    setRecovery(!isRecovery);
    form.resetField(name);
    form.setFocus(name);
  };
  return (
    <TextField
      form={form}
      name={name}
      label={isRecovery ? 'Recovery code' : 'Code'}
      hint={isRecovery ? 'One of those that you kept. Each is good once.' : 'Six digits, from your authenticator.'}
      autoComplete="one-time-code"
      inputMode={isRecovery ? 'text' : 'numeric'}
      mono
      autoFocus={autoFocus}
      transform={(value) => value.replace(/\s+/g, '')}
      aside={
        takesRecovery && (
          <button
            type="button"
            onClick={swap}
            className="cursor-pointer rounded-sm text-note text-muted underline underline-offset-4 hover:text-ink noscript:hidden"
          >
            {isRecovery ? 'Use the authenticator' : 'Use a recovery code'}
          </button>
        )
      }
    />
  );
}
