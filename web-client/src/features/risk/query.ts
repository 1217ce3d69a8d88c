/** How a team's risk stands: what is read, the same on the server and in the browser. */
import type { AppRouter, BotId, HaltState, KillSwitch, RiskStatus } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { COUNTED, countedOrders } from '@/features/orders/query';
import { ASKED_ANEW } from '@/trpc/read-again';

type Trpc = TRPCOptionsProxy<AppRouter>;

/** `risk.get`. */
export function riskOptions(trpc: Trpc) {
  return trpc.risk.get.queryOptions();
}

/** The switch of the whole team, where it is engaged. */
export function teamSwitch(status: RiskStatus | undefined): KillSwitch | undefined {
  return status?.switches.find(({ bot }) => bot === null);
}

/** The switch of one bot, where it is engaged. */
export function botSwitch(status: RiskStatus | undefined, id: BotId): KillSwitch | undefined {
  return status?.switches.find(({ bot }) => bot?.id === id);
}

/** How far a bot is halted, by the operator, the team or itself; nothing where it is not. */
export function haltOf(status: RiskStatus | undefined, id: BotId): HaltState | undefined {
  const states = [status?.system, teamSwitch(status), botSwitch(status, id)].map((engaged) => engaged?.state);
  return states.find((state) => state === 'HALTED') ?? states.find((state) => state !== undefined);
}

/** What a halt stops, and what it leaves: bots, orders at the venue, positions. */
export function stoppedOptions(trpc: Trpc, botId: BotId | undefined) {
  return [
    { ...trpc.bots.list.queryOptions({ limit: COUNTED }), ...ASKED_ANEW },
    countedOrders(trpc, botId),
    { ...trpc.positions.getAll.queryOptions({ botId, status: 'OPEN', limit: COUNTED }), ...ASKED_ANEW },
  ] as const;
}
