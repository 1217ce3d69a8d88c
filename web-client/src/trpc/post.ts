/** What a form without a script sends: checked as in the browser, then called as the person whose cookies came along. */
import 'server-only';
import { object, type ZodMiniType } from 'zod/v4-mini';
import type { Posted } from '@/ui/form/posted';
import { sentenceFor, type Sentences } from '@/ui/form/sentences';
import { describe, fieldErrorsOf, refusalOf } from './errors';

type Post<Input, Output, Answer> = {
  schema: ZodMiniType<Output, Input>;
  /** What is said of each field that a person fills in. */
  sentences: Sentences<Input>;
  /** What the form says beside: choices, and what is hidden in it. */
  read?: (form: FormData) => { [K in keyof Input]?: unknown };
  /** What has to be in order first; what it answers is not. */
  before?: (form: FormData) => Promise<Posted | undefined>;
  call: (input: Output) => Promise<Answer>;
  refusals?: Record<string, string> | ((error: unknown) => Record<string, string>);
  /** Which field a typed refusal belongs to. */
  places?: Record<string, string> | ((error: unknown) => Record<string, string>);
};

/** Refused for want of a proof of who one is. */
const ASKS = new Set(['ConfirmationRequired', 'SecondFactorRequired']);

/** Of what takes nothing. */
export const NO_INPUT = object({});

/** What must not stand in a page again, and what React adds of its own. */
const UNSAID = /password|code|token|^\$/i;

export async function post<Input, Output, Answer>(
  form: FormData,
  { schema, sentences, read, before, call, refusals = {}, places = {} }: Post<Input, Output, Answer>,
): Promise<Posted<Answer>> {
  const shown = { values: entered(form), asksWho: form.has('code') };
  const fields = Object.keys(sentences).map((name) => [name, form.get(name) ?? undefined] as const);
  const said: Record<string, unknown> = { ...Object.fromEntries(fields), ...read?.(form) };
  const sayOf = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, sentenceFor(sentences, name, said[name])]));

  const parsed = schema.safeParse(said);
  if (!parsed.success) return { ...shown, errors: sayOf(parsed.error.issues.map((issue) => String(issue.path[0]))) };
  const doubt = await before?.(form);
  if (doubt) return { ...shown, errors: doubt.errors, sentence: doubt.sentence };
  try {
    return { isDone: true, answer: await call(parsed.data) };
  } catch (error) {
    const type = refusalOf(error)?.type ?? '';
    const own = typeof refusals === 'function' ? refusals(error) : refusals;
    const place = (typeof places === 'function' ? places(error) : places)[type];
    if (place) return { ...shown, errors: { [place]: own[type] ?? '' } };
    if (ASKS.has(type)) return { ...shown, asksWho: true };
    const names = fieldErrorsOf(error).filter((name) => name in sentences);
    if (names.length > 0) return { ...shown, errors: sayOf(names) };
    return { ...shown, sentence: describe(error, own).sentence, refusal: type };
  }
}

/** What was entered, to stand there again; of several choices, all that were made. */
function entered(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter((name) => !UNSAID.test(name));
  return Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String).join(' ')]));
}
