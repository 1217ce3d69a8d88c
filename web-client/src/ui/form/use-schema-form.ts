'use client';
/** A form that a generated schema checks: what is wrong is said at its field, in a sentence of the form's own. */
import {
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type Resolver,
} from 'react-hook-form';
import type { ZodMiniType } from 'zod/v4-mini';
import { fieldErrorsOf, refusalOf } from '@/trpc/errors';
import type { Posted } from './posted';
import { sentenceFor, type Sentences } from './sentences';

/** Which field a typed refusal belongs to; one that is not here belongs to the form. */
export type Places<Input> = Record<string, keyof Input & string>;

type Options<Input extends FieldValues, Output> = {
  schema: ZodMiniType<Output, Input>;
  defaultValues: Input;
  sentences: Sentences<Input>;
  /** What the server said when the form was sent without a script. */
  posted?: Posted;
};

export type SchemaForm<Input extends FieldValues> = ReturnType<typeof useSchemaForm<Input, unknown>>;

export function useSchemaForm<Input extends FieldValues, Output>({
  schema,
  defaultValues,
  sentences,
  posted,
}: Options<Input, Output>) {
  const resolver: Resolver<Input, unknown, Output> = (values) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const names = new Set(result.error.issues.map((issue) => String(issue.path[0])));
    const errors = [...names].map((name) => [
      name,
      { type: 'schema', message: sentenceFor(sentences, name, values[name]) },
    ]);
    return { values: {}, errors: Object.fromEntries(errors) as FieldErrors<Input> };
  };
  const form = useForm<Input, unknown, Output>({
    resolver,
    // What was sent without a script stands in the fields again.
    defaultValues: { ...defaultValues, ...posted?.values } as DefaultValues<Input>,
  });
  const { errors } = form.formState;

  return {
    ...form,
    /** What is wrong with a field. */
    errorOf: (name: string): string | undefined => {
      const message = errors[name]?.message;
      return typeof message === 'string' ? message : posted?.errors?.[name];
    },
    /** Puts what the server refused at its field, with the focus. Whether it has one; else it is for the form to say. */
    refuse: (error: unknown, own: Record<string, string>, places: Places<Input>): boolean => {
      const type = refusalOf(error)?.type;
      const place = type === undefined ? undefined : places[type];
      const found = place ? { [place]: own[type ?? ''] ?? '' } : fieldSentences(error, sentences, form.getValues());
      const [first] = Object.keys(found);
      for (const [name, message] of Object.entries(found)) {
        form.setError(name as FieldPath<Input>, { message }, { shouldFocus: name === first });
      }
      return first !== undefined;
    },
  };
}

/** What the server's own validation said, field by field. */
function fieldSentences<Input extends FieldValues>(error: unknown, sentences: Sentences<Input>, values: Input) {
  const names = fieldErrorsOf(error).filter((name) => name in sentences);
  return Object.fromEntries(names.map((name) => [name, sentenceFor(sentences, name, values[name])]));
}
