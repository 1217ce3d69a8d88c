'use server';
/** The forms of the second factor without a script. */
import type { Enrolment } from '@tickwire/bindings';
import {
  secondFactorBeginInputSchema,
  secondFactorConfirmInput,
  secondFactorDisableInput,
  secondFactorRegenerateCodesInput,
} from '@tickwire/bindings/zod';
import { codeOf } from '@/features/auth/prove';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { PLACES, REFUSALS, SENTENCES } from './refusals';

/** How far setting up has come: the secret stands until a code of it was entered, then the recovery codes. */
export type SetUp = { enrolment?: Enrolment; codes?: string[] };

export async function setUpSecondFactor(before: Posted<SetUp>, form: FormData): Promise<Posted<SetUp>> {
  const enrolment = before.answer?.enrolment;
  if (!enrolment) {
    return post(form, {
      schema: secondFactorBeginInputSchema,
      sentences: { password: SENTENCES.password },
      call: async (input) => ({ enrolment: await client.secondFactor.begin.mutate(input) }),
      refusals: REFUSALS,
      places: PLACES,
    });
  }
  const posted = await post(form, {
    schema: secondFactorConfirmInput,
    sentences: { code: SENTENCES.code },
    read: (said) => ({ code: codeOf(said).code ?? '' }),
    call: async (input) => ({ codes: (await client.secondFactor.confirm.mutate(input)).recoveryCodes }),
    refusals: REFUSALS,
    places: PLACES,
  });
  return posted.isDone ? posted : { ...posted, answer: { enrolment } };
}

export async function disableSecondFactor(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: secondFactorDisableInput,
    sentences: SENTENCES,
    read: (said) => ({ code: codeOf(said).code ?? '' }),
    call: (input) => client.secondFactor.disable.mutate(input),
    refusals: REFUSALS,
    places: PLACES,
  });
  return closing(posted);
}

export async function regenerateCodes(_: Posted<string[]>, form: FormData): Promise<Posted<string[]>> {
  return post(form, {
    schema: secondFactorRegenerateCodesInput,
    sentences: SENTENCES,
    read: (said) => ({ code: codeOf(said).code ?? '' }),
    call: async (input) => (await client.secondFactor.regenerateCodes.mutate(input)).recoveryCodes,
    refusals: REFUSALS,
    places: PLACES,
  });
}
