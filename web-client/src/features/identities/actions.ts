'use server';
/** The forms of outside identities without a script. */
import { authConfirmInput, identitiesUnlinkInput } from '@tickwire/bindings/zod';
import { PROOF_PLACES, PROOF_REFUSALS, PROOF_SENTENCES } from '@/features/auth/proof';
import { codeOf } from '@/features/auth/prove';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { UNLINK_PLACES, UNLINK_REFUSALS, UNLINK_SENTENCES } from './sentences';

export async function unlinkIdentity(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: identitiesUnlinkInput,
    sentences: UNLINK_SENTENCES,
    read: () => ({ id: form.get('id'), ...codeOf(form) }),
    call: (input) => client.identities.unlink.mutate(input),
    refusals: UNLINK_REFUSALS,
    places: UNLINK_PLACES,
  });
  return closing(posted);
}

/** Proves who it is. The way to a provider is a link's: no form may lead away from here. */
export async function confirmToConnect(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: authConfirmInput,
    sentences: PROOF_SENTENCES,
    read: codeOf,
    call: (proof) => client.auth.confirm.mutate(proof),
    refusals: PROOF_REFUSALS,
    places: PROOF_PLACES,
  });
}
