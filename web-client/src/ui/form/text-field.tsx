'use client';
/** A line of text in a form that a schema checks. */
import type { FieldPath, FieldValues } from 'react-hook-form';
import { Field, type FieldProps } from './field';
import type { SchemaForm } from './use-schema-form';

type TextFieldProps<Input extends FieldValues> = Omit<FieldProps, 'form' | 'name' | 'error'> & {
  form: SchemaForm<Input>;
  name: FieldPath<Input>;
  /** What is made of the text before it is looked at. */
  transform?: (value: string) => string | undefined;
};

export function TextField<Input extends FieldValues>({ form, name, transform, ...field }: TextFieldProps<Input>) {
  const shown: unknown = form.formState.defaultValues?.[name];
  return (
    <Field
      error={form.errorOf(name)}
      // The first paint has it without a script; from then on the form keeps it.
      defaultValue={typeof shown === 'string' ? shown : undefined}
      {...field}
      {...form.register(name, { setValueAs: (value: unknown) => textOf(value, transform) })}
    />
  );
}

function textOf(value: unknown, transform?: (value: string) => string | undefined): unknown {
  return typeof value === 'string' && transform ? transform(value) : value;
}
