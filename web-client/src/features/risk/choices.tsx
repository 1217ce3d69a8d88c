'use client';
/** Whose a limit or a lock is, and in what. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { BotId } from '@tickwire/bindings';
import { botPages } from '@/features/bots/query';
import { instrumentPages } from '@/features/market/query';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Select } from '@/ui/form/select-field';

type ChoiceProps = { value: string; onChange: (value: string) => void; all: string };

export function BotChoice({ value, onChange, all }: ChoiceProps) {
  const bots = rowsOf(useInfiniteQuery(botPages(useTRPC())).data);
  return (
    <Select label="Whose" name="botId" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{all}</option>
      {bots.map((bot) => (
        <option key={bot.id} value={bot.id}>
          {bot.name}
        </option>
      ))}
    </Select>
  );
}

/** The bot of a choice: those that there are, by their ids. */
export function useBotOf(): (choice: string) => BotId | undefined {
  const bots = rowsOf(useInfiniteQuery(botPages(useTRPC())).data);
  return (choice) => bots.find(({ id }) => id === choice)?.id;
}

export function InstrumentChoice({ value, onChange, all }: Omit<ChoiceProps, 'all'> & { all?: string }) {
  const instruments = rowsOf(useInfiniteQuery(instrumentPages(useTRPC())).data);
  return (
    <Select label="Instrument" name="instrument" value={value} onChange={(event) => onChange(event.target.value)}>
      {all !== undefined && <option value="">{all}</option>}
      {all === undefined && value === '' && <option value="">Choose one</option>}
      {instruments.map(({ id, venue, symbol }) => (
        <option key={id} value={`${venue}:${symbol}`}>
          {symbol} · {venue}
        </option>
      ))}
    </Select>
  );
}
