'use client';
/** What bots came to since midnight, UTC, as the day changes too. */
import type { BotEquity } from '@tickwire/bindings';
import { useAtNow } from '@/format/clock';
import { todayOf } from './today';

export function useToday(bots: readonly BotEquity[] | undefined): string | undefined {
  const today = useAtNow((now) => todayOf(bots ?? [], now));
  return bots && today;
}
