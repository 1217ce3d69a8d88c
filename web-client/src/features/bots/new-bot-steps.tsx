'use client';
/** What comes after a bot's name: its key, its start, and the line that sends its first signal. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Bot, CreateKeyError, IssuedApiKey, Signal } from '@tickwire/bindings';
import clsx from 'clsx';
import { CircleCheck, CircleDashed, OctagonX } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { splitReason } from '@/features/signals/describe-signal';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { Secret } from '@/ui/secret';
import { Section } from '@/ui/section';
import { Snippet } from '@/ui/snippet';
import { BOT_REFUSALS } from './sentences';
import { curl, python } from './snippets';
import { useAsk } from './use-ask';
import { useLiveBot } from './use-bots';

const KEY_REFUSALS: Record<CreateKeyError['type'], string> = {
  UnknownBot: 'The bot is gone. Reload the page.',
  PastExpiry: 'The key would have ended already.',
};

type KeyStepProps = { bot: Bot; issued: IssuedApiKey | undefined; onIssued: (issued: IssuedApiKey) => void };

export function KeyStep({ bot, issued, onIssued }: KeyStepProps) {
  const trpc = useTRPC();
  const onceKey = useOnceKey();
  const confirmation = useConfirmation();
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: onIssued,
      onError: (error) => confirmation.ask(error, make),
    }),
  );
  const make = () => {
    const wanted = { name: bot.name, scopes: ['READ' as const, 'SIGNALS' as const], botId: bot.id };
    create.mutate({ ...wanted, idempotencyKey: onceKey(wanted) });
  };
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);

  if (issued) {
    return (
      <div className="flex flex-col gap-2">
        <Secret text={issued.secret} label="The key" />
        <p className="text-note text-muted">Keep it now: it is shown this once. It can be replaced at any time.</p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {!wantsConfirmation(create.error) && <Refusal error={create.error} own={KEY_REFUSALS} />}
      <Button ref={button} look="solid" className="self-start" onClick={make} aria-disabled={create.isPending}>
        {create.isPending ? 'Making…' : 'Make its key'}
      </Button>
      {confirmation.dialog}
    </div>
  );
}

const POLL_MS = 2_000;

type FirstSignalProps = { apiUrl: string; slug: string; bot: Bot; secret: string };

export function FirstSignal({ apiUrl, slug, bot, secret }: FirstSignalProps) {
  const [language, setLanguage] = useState<'curl' | 'python'>('curl');
  const first = useQuery({
    ...useTRPC().signals.list.queryOptions({ botId: bot.id, limit: 1 }),
    refetchInterval: ({ state }) => (isTaken(state.data?.items[0]) ? false : POLL_MS),
  });
  const signal = first.data?.items[0];
  return (
    <Section title="First signal" note="Paper money. Paste it into a shell, and it is on the dashboard.">
      <div className="flex flex-col gap-3">
        <Start bot={bot} />
        <div role="group" aria-label="Language" className="flex gap-1">
          {(['curl', 'python'] as const).map((name) => (
            <Button
              key={name}
              look={name === language ? 'line' : 'plain'}
              aria-pressed={name === language}
              onClick={() => setLanguage(name)}
            >
              {name === 'curl' ? 'Shell' : 'Python'}
            </Button>
          ))}
        </div>
        <Snippet
          label={language === 'curl' ? 'The command' : 'The program'}
          text={language === 'curl' ? curl(apiUrl, secret) : python(apiUrl, secret)}
        />
        <Heard name={bot.name} signal={signal} />
        <Link href={`/t/${slug}`} className="self-start text-row font-medium underline underline-offset-4">
          Go to the dashboard
        </Link>
      </div>
    </Section>
  );
}

/** Whether it waits for nothing more: one that was refused may be sent again. */
function isTaken(signal: Signal | undefined): boolean {
  return signal !== undefined && signal.status !== 'RECEIVED' && signal.status !== 'REJECTED';
}

/** What became of the newest signal. */
function Heard({ name, signal }: { name: string; signal: Signal | undefined }) {
  const isRefused = signal?.status === 'REJECTED';
  const Icon = isRefused ? OctagonX : isTaken(signal) ? CircleCheck : CircleDashed;
  return (
    <p role="status" className="flex items-start gap-2 text-row">
      <Icon className={clsx('mt-0.5 size-4 shrink-0', isRefused && 'text-danger')} aria-hidden />
      {!signal && 'Waiting for its first signal…'}
      {signal && !isRefused && `${name} has sent its first signal.`}
      {isRefused && `${name} has sent a signal, and it was refused. ${splitReason(signal.rejectReason ?? '').sentence}`}
    </p>
  );
}

/** A new bot stands still; the button keeps its place, and the focus, once it runs. */
function Start({ bot: made }: { bot: Bot }) {
  const { bot } = useLiveBot(made.id).data ?? { bot: made };
  const ask = useAsk(bot);
  const isRunning = bot.desiredStatus === 'RUNNING';
  const isBusy = isRunning || ask.requested !== undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-row">
      <Button aria-disabled={isBusy} onClick={() => isBusy || ask.start()}>
        Start {bot.name}
      </Button>
      <p role="status">
        {isRunning ? 'It runs: it may trade.' : 'It stands still: what it sends is refused until it is started.'}
      </p>
      {ask.error && <Refusal error={ask.error} own={BOT_REFUSALS} />}
    </div>
  );
}
