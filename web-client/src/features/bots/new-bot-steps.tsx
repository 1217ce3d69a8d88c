'use client';
/** What comes after a bot's name: its key, and the line that sends its first signal. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Bot, CreateKeyError, IssuedApiKey } from '@tickwire/bindings';
import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { Secret } from '@/ui/secret';
import { Section } from '@/ui/section';
import { Snippet } from '@/ui/snippet';
import { curl, python } from './snippets';

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
    refetchInterval: ({ state }) => (state.data && state.data.items.length > 0 ? false : POLL_MS),
  });
  const isHeard = (first.data?.items.length ?? 0) > 0;
  const Icon = isHeard ? CircleCheck : CircleDashed;
  return (
    <Section title="First signal" note="Paper money. Paste it into a shell, and it is on the dashboard.">
      <div className="flex flex-col gap-3">
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
        <p role="status" className="flex items-center gap-2 text-row">
          <Icon className="size-4 shrink-0" aria-hidden />
          {isHeard ? `${bot.name} has sent its first signal.` : 'Waiting for its first signal…'}
        </p>
        <Link href={`/t/${slug}`} className="self-start text-row font-medium underline underline-offset-4">
          Go to the dashboard
        </Link>
      </div>
    </Section>
  );
}
