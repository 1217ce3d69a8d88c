'use server';
/** The forms of risk without a script. */
import {
  riskHaltInput,
  riskLockPairInput,
  riskRemoveLimitInput,
  riskResumeInputSchema,
  riskSetLimitInput,
  riskUnlockPairInput,
} from '@tickwire/bindings/zod';
import { prove } from '@/features/auth/prove';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import {
  hoursFromNow,
  instrumentOf,
  LIMIT_PLACES,
  LIMIT_SENTENCES,
  REASON_SENTENCES,
  riskRefusals,
  WRONG_NAME,
} from './sentences';

const refusals = riskRefusals;

export async function halt(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: riskHaltInput,
    sentences: REASON_SENTENCES,
    read: () => ({
      ...{ botId: form.get('botId') || undefined, state: form.get('state') },
      keepOrders: form.has('keepOrders'),
    }),
    call: (input) => client.risk.halt.mutate(input),
    refusals,
  });
  return closing(posted);
}

export async function resume(_: Posted, form: FormData): Promise<Posted> {
  // Typed, so that nobody resumes by a slip.
  if (form.get('typed') !== form.get('word')) return { errors: { typed: WRONG_NAME }, asksWho: form.has('code') };
  const posted = await post(form, {
    schema: riskResumeInputSchema,
    sentences: {},
    read: () => ({ botId: form.get('botId') || undefined }),
    before: prove,
    call: (input) => client.risk.resume.mutate(input),
    refusals,
  });
  return closing(posted);
}

export async function setLimit(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: riskSetLimitInput,
    sentences: LIMIT_SENTENCES,
    read: () => ({
      rule: form.get('rule'),
      botId: form.get('botId') || undefined,
      ...instrumentOf(form.get('instrument')),
    }),
    call: (input) => client.risk.setLimit.mutate(input),
    refusals,
    places: LIMIT_PLACES,
  });
  return closing(posted);
}

export async function removeLimit(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: riskRemoveLimitInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.risk.removeLimit.mutate(input),
    refusals,
  });
  return closing(posted);
}

export async function lockPair(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: riskLockPairInput,
    sentences: REASON_SENTENCES,
    read: () => ({
      ...instrumentOf(form.get('instrument')),
      botId: form.get('botId') || undefined,
      until: hoursFromNow(Number(form.get('hours'))),
      idempotencyKey: form.get('idempotencyKey') ?? undefined,
    }),
    call: (input) => client.risk.lockPair.mutate(input),
    refusals,
  });
  return closing(posted);
}

export async function unlockPair(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: riskUnlockPairInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.risk.unlockPair.mutate(input),
    refusals,
  });
}
