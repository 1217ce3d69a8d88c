/** Which entries are listed: a form whose answer is a URL, so that it needs no script. */
import Link from 'next/link';
import type { Route } from 'next';
import { Button } from '@/ui/button';
import { CONTROL } from '@/ui/form/control';
import { isFiltered, type AuditFilter } from './query';

/** What is most often looked for; any other action can be typed. */
const ACTIONS = [
  'auth.login',
  'invitation.create',
  'key.create',
  'key.revoke',
  'key.rotate',
  'member.changeRole',
  'member.remove',
];

const FIELD = 'flex flex-col gap-1 text-note text-muted';

export function AuditFilterForm({ filter, path }: { filter: AuditFilter; path: string }) {
  return (
    <search className="border-b border-line px-4 py-3 sm:px-6">
      <form
        method="get"
        action={path}
        className="grid grid-cols-2 items-end gap-x-3 gap-y-2 sm:flex sm:flex-wrap"
        aria-label="Filters"
      >
        <label className={`${FIELD} max-sm:col-span-2`}>
          Action
          <input
            name="action"
            defaultValue={filter.action}
            list="actions"
            maxLength={64}
            autoCapitalize="none"
            spellCheck={false}
            className={`${CONTROL} sm:w-44`}
          />
        </label>
        <datalist id="actions">
          {ACTIONS.map((action) => (
            <option key={action} value={action} />
          ))}
        </datalist>
        <label className={FIELD}>
          From (UTC)
          <input name="from" type="date" defaultValue={filter.from} className={`${CONTROL} sm:w-38`} />
        </label>
        <label className={FIELD}>
          To (UTC)
          <input name="to" type="date" defaultValue={filter.to} className={`${CONTROL} sm:w-38`} />
        </label>
        {filter.actorId && <input type="hidden" name="actorId" value={filter.actorId} />}
        <Button type="submit" className="h-9 max-sm:col-span-2">
          Filter
        </Button>
        {isFiltered(filter) && (
          <Link
            href={path as Route}
            className="inline-flex h-9 items-center text-row underline underline-offset-4 pointer-coarse:min-h-11"
          >
            Clear filters
          </Link>
        )}
      </form>
      {filter.actorId && <p className="mt-2 text-note text-muted">Of one person or key alone.</p>}
    </search>
  );
}
