'use server';
/** The forms of bots without a script. */
import type { Bot, BotId } from '@tickwire/bindings';
import {
  botsCommandInput,
  botsCreateInput,
  botsPauseInput,
  botsSaveVersionInput,
  botsStartInput,
  botsStopInput,
} from '@tickwire/bindings/zod';
import { leadOn } from '@/features/tenants/lead-on';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { kindIn, SEND_REFUSALS } from './commands/query';
import { readText } from './configuration/json-text';
import { BOT_REFUSALS, CREATE_REFUSALS, NAME_SENTENCES, SAVE_REFUSALS, STOP_SENTENCES } from './sentences';
import { refused } from './setup/refused';
import { fieldsIn, newSetupSchema, SETUP_SENTENCES, setupOf, setupSchema } from './setup/setup';

/** Makes a bot: of a built-in strategy, where the form names one. */
export async function createBot(_: Posted, form: FormData): Promise<Posted> {
  const idempotencyKey = textOf(form, 'idempotencyKey') || undefined;
  const posted = form.has('strategy')
    ? await post(form, {
        schema: newSetupSchema,
        sentences: SETUP_SENTENCES,
        read: () => fieldsIn(Object.fromEntries(form)),
        call: (fields) => client.bots.create.mutate({ name: fields.name, setup: setupOf(fields), idempotencyKey }),
        refusals: (error) => refused(error).own,
        places: (error) => refused(error).places,
      })
    : await post(form, {
        schema: botsCreateInput,
        sentences: NAME_SENTENCES,
        read: () => ({ idempotencyKey }),
        call: (input) => client.bots.create.mutate(input),
        refusals: CREATE_REFUSALS,
        places: { NameTaken: 'name' },
      });
  if (posted.answer) return leadOn(`/bots/${posted.answer.id}`);
  return posted;
}

/** Saves a configuration: as JSON, or as the fields of a built-in strategy. */
export async function saveVersion(_: Posted<Bot>, form: FormData): Promise<Posted<Bot>> {
  const [id, after] = [form.get('id') as BotId, Number(form.get('after'))];
  if (form.has('strategy')) {
    return post(form, {
      schema: setupSchema,
      sentences: SETUP_SENTENCES,
      read: () => fieldsIn(Object.fromEntries(form)),
      call: (fields) => client.bots.saveVersion.mutate({ id, after, content: setupOf(fields) }),
      refusals: (error) => ({ ...refused(error).own, ...SAVE_REFUSALS }),
      places: (error) => refused(error).places,
    });
  }
  const said = readText(textOf(form, 'content'));
  return post(form, {
    schema: botsSaveVersionInput,
    sentences: {},
    read: () => ({ id, after, content: 'content' in said ? said.content : {} }),
    before: () => Promise.resolve('sentence' in said ? { errors: { content: said.sentence } } : undefined),
    call: (input) => client.bots.saveVersion.mutate(input),
    refusals: SAVE_REFUSALS,
    places: { TooLong: 'content' },
  });
}

/** Starts, pauses or stops, as the form says. */
export async function askBot(_: Posted, form: FormData): Promise<Posted> {
  const refusals = BOT_REFUSALS;
  const read = () => ({ id: form.get('id') });
  switch (form.get('ask')) {
    case 'start':
      return post(form, {
        ...{ schema: botsStartInput, sentences: {}, read, refusals },
        call: (input) => client.bots.start.mutate(input),
      });
    case 'pause':
      return post(form, {
        ...{ schema: botsPauseInput, sentences: {}, read, refusals },
        call: (input) => client.bots.pause.mutate(input),
      });
    default:
      return closing(await stop(form));
  }
}

export async function sendCommand(_: Posted, form: FormData): Promise<Posted> {
  const kind = kindIn(form.get('kind'));
  const payload = kind === 'CUSTOM' ? readText(textOf(form, 'payload')) : { content: undefined };
  const posted = await post(form, {
    schema: botsCommandInput,
    sentences: {},
    read: () => ({
      ...{ id: form.get('id'), idempotencyKey: form.get('idempotencyKey') ?? undefined },
      ...{ kind, payload: 'content' in payload ? payload.content : undefined },
    }),
    before: () => Promise.resolve('sentence' in payload ? { errors: { payload: payload.sentence } } : undefined),
    call: (input) => client.bots.command.mutate(input),
    refusals: SEND_REFUSALS,
    places: { TooLong: 'payload' },
  });
  return closing(posted);
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function stop(form: FormData): Promise<Posted> {
  return post(form, {
    schema: botsStopInput,
    sentences: STOP_SENTENCES,
    read: () => ({ id: form.get('id'), reason: form.get('reason') || undefined }),
    call: (input) => client.bots.stop.mutate(input),
    refusals: BOT_REFUSALS,
  });
}
