'use client';
/** A password to be chosen, which can be looked at, with what is wrong with a weak one. */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { TextField } from '@/ui/form/text-field';
import type { SchemaForm } from '@/ui/form/use-schema-form';

type PasswordFieldProps<Input extends FieldValues> = {
  form: SchemaForm<Input>;
  name: FieldPath<Input>;
  label: string;
};

export function PasswordField<Input extends FieldValues>({ form, name, label }: PasswordFieldProps<Input>) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      form={form}
      name={name}
      label={label}
      type={isShown ? 'text' : 'password'}
      autoComplete="new-password"
      hint="At least eight characters. A few words that do not belong together are best."
      aside={
        <button
          type="button"
          onClick={() => setShown(!isShown)}
          className="inline-flex cursor-pointer items-center gap-1 rounded-sm text-note text-muted hover:text-ink noscript:hidden"
        >
          <Icon className="size-3.5" aria-hidden />
          {isShown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}
