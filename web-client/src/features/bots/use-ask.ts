'use client';
/** `bots.start`, `bots.pause` and `bots.stop` of one bot, and what was asked for but is not told yet. */
import { useMutation } from '@tanstack/react-query';
import type { Bot, BotStatus } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';

export type Ask = ReturnType<typeof useAsk>;

export function useAsk(bot: Bot) {
  const trpc = useTRPC();
  const start = useMutation(trpc.bots.start.mutationOptions());
  const pause = useMutation(trpc.bots.pause.mutationOptions());
  const stop = useMutation(trpc.bots.stop.mutationOptions());
  const asked = [
    { status: 'RUNNING', mutation: start },
    { status: 'PAUSED', mutation: pause },
    { status: 'STOPPED', mutation: stop },
  ] as const;
  // The answer comes before the event: until the bot stands as the answer says, it is a request.
  const open = asked.find(({ mutation: { isPending, data } }) => isPending || (data && data.seq > bot.seq));
  const { id } = bot;
  return {
    start: () => {
      pause.reset();
      start.mutate({ id });
    },
    pause: () => {
      start.reset();
      pause.mutate({ id });
    },
    stop,
    requested: open?.status satisfies BotStatus | undefined,
    error: start.error ?? pause.error,
  };
}
