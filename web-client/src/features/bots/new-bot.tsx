'use client';
/** A bot: of a built-in strategy at once; or its name, then its key, then the line that sends its first signal. */
import { useMutation } from '@tanstack/react-query';
import type { Bot, IssuedApiKey, Role, StrategyKind } from '@tickwire/bindings';
import { mayDo } from '@tickwire/bindings/permissions';
import { botsCreateInput } from '@tickwire/bindings/zod';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { Section } from '@/ui/section';
import { whyNot } from '@/ui/no-permission';
import { useUrl } from '@/ui/use-url';
import { Views } from '@/ui/views';
import { createBot } from './actions';
import { CREATE_REFUSALS, NAME_SENTENCES } from './sentences';

/** They come when there is a bot. */
const KeyStep = dynamic(() => import('./new-bot-steps').then((module) => module.KeyStep));
const SetupForm = dynamic(() => import('./setup/setup-form').then((module) => module.SetupForm));
const FirstSignal = dynamic(() => import('./new-bot-steps').then((module) => module.FirstSignal));

type NewBotProps = {
  apiUrl: string;
  slug: string;
  role: Role;
  /** Names what a form without a script sends: sent twice, it makes one bot. */
  once: string;
};

/** Who decides what the bot wants. */
const DECIDERS: Record<StrategyKind | 'PROGRAM', string> = {
  PROGRAM: 'Program or alerts',
  MA_CROSSOVER: 'Moving averages',
  RSI: 'RSI',
};

const NOTES: Record<StrategyKind, string> = {
  MA_CROSSOVER:
    'It buys when the fast average of the last closes comes above the slow one, and sells when it comes below.',
  RSI: 'It buys what Wilder’s relative strength index calls oversold, and sells what it calls overbought.',
};

export function NewBot(props: NewBotProps) {
  const { slug, once } = props;
  const router = useRouter();
  const [isMade, setMade] = useState(false);
  const asked = useUrl().search.get('decides');
  const strategy = asked === 'MA_CROSSOVER' || asked === 'RSI' ? asked : undefined;
  return (
    <>
      {!isMade && (
        <div className="flex h-11 items-center border-b border-line px-1.5 sm:px-3.5">
          <Views label="Who decides" param="decides" names={DECIDERS} value={strategy ?? 'PROGRAM'} />
        </div>
      )}
      {strategy ? (
        <Section title="Bot" note={`${NOTES[strategy]} It stands still until it is started.`}>
          <SetupForm
            key={strategy}
            strategy={strategy}
            once={once}
            onMade={(bot) => router.push(`/t/${slug}/bots/${bot.id}` as Route)}
          />
        </Section>
      ) : (
        <OwnBot {...props} onMade={() => setMade(true)} />
      )}
    </>
  );
}

/** A bot of a program or of alerts. */
function OwnBot({ apiUrl, slug, role, once, onMade }: NewBotProps & { onMade: () => void }) {
  const [bot, setBot] = useState<Bot>();
  const [issued, setIssued] = useState<IssuedApiKey>();
  const make = (made: Bot) => {
    setBot(made);
    onMade();
  };
  return (
    <>
      <Section title="Bot" note="What its signals and positions are listed under.">
        {bot ? <p className="text-row font-medium">{bot.name}</p> : <NameForm once={once} onMade={make} />}
      </Section>
      {bot && (
        <Section title="Key" note="What the bot signs in with. It may read, and send signals of this bot: no more.">
          {mayDo(role, 'KEYS_MANAGE') ? (
            <KeyStep bot={bot} issued={issued} onIssued={setIssued} />
          ) : (
            <p className="text-row text-muted">The bot stands. Its key: {whyNot(role, 'KEYS_MANAGE')}</p>
          )}
        </Section>
      )}
      {bot && issued && <FirstSignal apiUrl={apiUrl} slug={slug} bot={bot} secret={issued.secret} />}
    </>
  );
}

function NameForm({ once, onMade }: { once: string; onMade: (bot: Bot) => void }) {
  const [posted, action] = useActionState(createBot, {});
  const trpc = useTRPC();
  const onceKey = useOnceKey();
  const form = useSchemaForm({
    schema: botsCreateInput,
    defaultValues: { name: '' },
    sentences: NAME_SENTENCES,
    posted,
  });
  const create = useMutation(
    trpc.bots.create.mutationOptions({
      onSuccess: onMade,
      onError: (error) => form.refuse(error, CREATE_REFUSALS, { NameTaken: 'name' }),
    }),
  );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => create.mutate({ ...values, idempotencyKey: onceKey(values) }))(event)
      }
    >
      <Hidden fields={{ idempotencyKey: once }} />
      {!form.errorOf('name') && <Refusal error={create.error} own={CREATE_REFUSALS} sentence={posted.sentence} />}
      <TextField form={form} name="name" label="Name" autoComplete="off" autoFocus hint="Such as momentum-btc." />
      <Submit isBusy={create.isPending} busy="Making…" className="self-start">
        Make the bot
      </Submit>
    </form>
  );
}
