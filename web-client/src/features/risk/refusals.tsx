'use client';
/** What risk refused of late, newest first: which rule, what it allows, and what it saw. */
import type { RiskRefusal } from '@tickwire/bindings';
import { ShortTime } from '@/format/time-text';
import { None, Part } from './part';
import { hasPlace, refusalName } from './rules';

export function Refusals({ refusals }: { refusals: RiskRefusal[] }) {
  return (
    <Part title="Last refusals" note="Signals that became no order.">
      {refusals.length === 0 ? (
        <None>Nothing was refused yet.</None>
      ) : (
        <ol aria-label="Last refusals" className="pb-4">
          {refusals.map((refusal) => (
            <RefusalRow key={refusal.signalId} refusal={refusal} />
          ))}
        </ol>
      )}
    </Part>
  );
}

function RefusalRow({ refusal: { bot, rule, limit, observed, message, at } }: { refusal: RiskRefusal }) {
  const name = refusalName(rule);
  return (
    <li className="flex flex-col gap-0.5 border-t border-line px-4 py-2 text-row sm:px-6">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {hasPlace(rule) ? (
          <a href={`#limit-${rule}`} className="font-medium underline underline-offset-4">
            {name}
          </a>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        <span className="numbers text-muted">
          observed {observed}, limit {limit}
        </span>
        <span className="text-muted">
          {bot.name} · <ShortTime at={at} className="numbers" />
        </span>
      </p>
      <p className="break-words text-note text-muted">{message}</p>
    </li>
  );
}
