'use server';
/** The forms of API keys without a script. */
import type { IssuedApiKey } from '@tickwire/bindings';
import { keysCreateInput, keysRevokeInput, keysRotateInput } from '@tickwire/bindings/zod';
import { prove } from '@/features/auth/prove';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { expiryIn } from './scopes';
import { CREATE_REFUSALS, KEY_SENTENCES, REVOKE_REFUSALS, ROTATE_REFUSALS } from './sentences';

export async function createKey(_: Posted, form: FormData): Promise<Posted<IssuedApiKey>> {
  return post(form, {
    schema: keysCreateInput,
    sentences: KEY_SENTENCES,
    read: () => ({
      scopes: form.getAll('scopes'),
      botId: form.get('botId') || undefined,
      expiresAt: expiryIn(Number(form.get('days'))),
      idempotencyKey: form.get('idempotencyKey') ?? undefined,
    }),
    before: prove,
    call: (input) => client.keys.create.mutate(input),
    refusals: CREATE_REFUSALS,
  });
}

export async function rotateKey(_: Posted, form: FormData): Promise<Posted<IssuedApiKey>> {
  return post(form, {
    schema: keysRotateInput,
    sentences: {},
    read: () => ({
      id: form.get('id'),
      overlapSeconds: Number(form.get('overlapSeconds')),
      idempotencyKey: form.get('idempotencyKey') ?? undefined,
    }),
    before: prove,
    call: (input) => client.keys.rotate.mutate(input),
    refusals: ROTATE_REFUSALS,
  });
}

export async function revokeKey(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: keysRevokeInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.keys.revoke.mutate(input),
    refusals: REVOKE_REFUSALS,
  });
  return closing(posted);
}
