'use client';
/** The configuration of a bot with a built-in strategy, as a form. */
import { useSchemaForm } from '@/ui/form/use-schema-form';
import type { EditorProps } from '../configuration/editor';
import { fieldsIn, fieldsOf, SETUP_SENTENCES, setupOf, setupSchema } from './setup';
import { SetupFields } from './setup-fields';

export function SetupEditor({ initial, isDisabled, posted, onChange }: EditorProps) {
  const form = useSchemaForm({
    schema: setupSchema,
    defaultValues: posted?.values ? fieldsIn(posted.values) : fieldsOf(initial),
    sentences: SETUP_SENTENCES,
    posted: { errors: posted?.errors },
  });
  return (
    <div
      className="flex flex-col gap-4"
      // Each field has told the form by the time that this hears of it.
      onChange={() => {
        const fields = form.getValues();
        onChange(setupSchema.safeParse(fields).success ? setupOf(fields) : undefined);
        void form.trigger();
      }}
    >
      <SetupFields form={form} isDisabled={isDisabled} />
    </div>
  );
}
