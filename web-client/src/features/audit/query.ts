/** The audit log: what is read, the same on the server and in the browser, and what the URL says of it. */
import type { AppRouter } from '@tickwire/bindings';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

const PAGE_SIZE = 100;
const DAY_MS = 86_400_000;

/** What is looked for, as the URL writes it; days are of UTC. */
export type AuditFilter = { action?: string; actorId?: string; from?: string; to?: string };

/** Whether anything is looked for. */
export function isFiltered({ action, actorId, from, to }: AuditFilter): boolean {
  return (action ?? actorId ?? from ?? to) !== undefined;
}

type Search = Record<string, string | string[] | undefined>;

/** The filter that the URL names; what is no filter is none. */
export function readFilter(search: Search): AuditFilter {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const day = (name: string) => {
    const value = text(name);
    return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined;
  };
  const actorId = text('actorId');
  return {
    action: text('action')?.slice(0, 64),
    actorId: actorId && /^[0-9a-f-]{36}$/i.test(actorId) ? actorId : undefined,
    from: day('from'),
    to: day('to'),
  };
}

/** `audit.list`, newest first, page by page; `to` includes its whole day. */
export function auditPages(trpc: TRPCOptionsProxy<AppRouter>, { action, actorId, from, to }: AuditFilter) {
  return trpc.audit.list.infiniteQueryOptions(
    {
      action,
      actorId,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(Date.parse(to) + DAY_MS),
      limit: PAGE_SIZE,
    },
    { getNextPageParam: (page) => page.nextCursor },
  );
}
