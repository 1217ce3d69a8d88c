'use client';
/** The password once more, in the form that was refused for want of it: where no script can ask. */
import { Field } from '@/ui/form/field';
import type { Posted } from '@/ui/form/posted';

export function ProofFields({ posted }: { posted: Posted }) {
  if (!posted.asksWho) return null;
  return (
    <fieldset className="flex flex-col gap-4 rounded border border-line bg-raised p-3">
      <legend className="sr-only">Is it you?</legend>
      <p className="text-row text-muted">This needs your password once more.</p>
      <Field
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        error={posted.errors?.password}
      />
      <Field
        name="code"
        label="Code"
        autoComplete="one-time-code"
        mono
        hint="Where you have a second factor."
        error={posted.errors?.code}
      />
    </fieldset>
  );
}
