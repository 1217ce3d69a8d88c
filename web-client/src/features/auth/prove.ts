/** `auth.confirm` before what is dangerous, where a form without a script was asked for the password. */
import 'server-only';
import { authConfirmInput } from '@tickwire/bindings/zod';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { PROOF_REFUSALS, PROOF_SENTENCES } from './proof';

/** What is wrong with the proof; nothing, where it is good or was not asked for. */
export async function prove(form: FormData): Promise<Posted | undefined> {
  if (!form.has('password')) return undefined;
  const posted = await post(form, {
    schema: authConfirmInput,
    sentences: PROOF_SENTENCES,
    read: codeOf,
    call: (proof) => client.auth.confirm.mutate(proof),
    refusals: PROOF_REFUSALS,
    places: { WrongPassword: 'password', SecondFactorRequired: 'code', WrongCode: 'code' },
  });
  return posted.isDone ? undefined : posted;
}

/** A code that is not needed is left empty; an authenticator may write it in two parts. */
export function codeOf(form: FormData): { code: string | undefined } {
  const code = form.get('code');
  return { code: (typeof code === 'string' && code.replace(/\s+/g, '')) || undefined };
}
