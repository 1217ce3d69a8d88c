/** How much of a limit is used: a bar, its numbers, and a word where it is near or reached. */
import type { RiskLimit } from '@tickwire/bindings';
import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { compareDecimals, percentOf, subtractDecimals } from '@/format/decimal';
import { formatLimit, formatSeconds, formatUsed, type Rule } from './rules';

/** From here on, in percent, a limit is near. */
const NEAR = 80;
/** What is not reached is no more than this, in percent. */
const NOT_REACHED = 99;

type UsedProps = { rule: Rule; limit: RiskLimit; scope: string };

export function Used({ rule, limit: { value, used }, scope }: UsedProps) {
  const limit = formatLimit(value, rule.unit);
  if (rule.rule === 'COOLDOWN') return <Cooldown limit={limit} value={value} since={used} />;
  if (used === null) return <span className="numbers font-medium">{limit}</span>;
  const isReached = compareDecimals(used, value) >= 0;
  const percent = isReached ? 100 : Math.min(NOT_REACHED, Number(percentOf(used, value, 0)));
  const text = `${formatUsed(used, value, rule.unit)} of ${limit}`;
  const word = isReached ? 'Reached' : percent >= NEAR ? 'Near' : undefined;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span
        role="meter"
        aria-label={`Used of ${rule.name}, ${scope}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${text}, ${percent} %`}
        className="block h-2 w-32 overflow-hidden rounded-sm border border-control"
      >
        <span className={clsx('block h-full', isReached ? 'bg-danger' : 'bg-ink')} style={{ width: `${percent}%` }} />
      </span>
      <span className="numbers">
        <span className="font-medium">{text}</span>
        <span className="text-muted"> · {percent} %</span>
      </span>
      {word && (
        <span className={clsx('inline-flex items-center gap-1 font-medium', isReached && 'text-danger')}>
          <TriangleAlert className="size-3.5" aria-hidden />
          {word}
        </span>
      )}
    </span>
  );
}

/** A cooldown is used up by time: what counts is what is left of it. */
function Cooldown({ limit, value, since }: { limit: string; value: string; since: string | null }) {
  const left = since !== null && compareDecimals(since, value) < 0 ? subtractDecimals(value, since) : undefined;
  return (
    <span className="numbers">
      <span className="font-medium">{limit}</span>
      <span className="text-muted">
        {left === undefined ? ' · not cooling down' : ` · cooling down: opens nothing for ${formatSeconds(left)}`}
      </span>
    </span>
  );
}
