'use client';
/** Each rule and its limits: what is used of it, as a bar and in numbers; set, changed and taken away. */
import { useMutation } from '@tanstack/react-query';
import type { RiskLimit, RiskStatus, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { X } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { whyNot } from '@/ui/no-permission';
import { Question } from '@/ui/question';
import { removeLimit } from './actions';
import { Part } from './part';
import { formatLimit, RULES, type Rule } from './rules';
import { riskRefusals } from './sentences';
import { SetLimit } from './set-limit';
import { Used } from './used';

type LimitsProps = { status: RiskStatus; role: Role };

export function Limits({ status, role }: LimitsProps) {
  const maySet = mayCall(role, 'risk.setLimit');
  return (
    <Part
      title="Limits"
      note={
        maySet
          ? 'They bind from the next signal on. Of two that bind, the lower one holds.'
          : whyNot(role, 'RISK_MANAGE')
      }
      act={maySet && <SetLimit name="limit" trigger={<Button>Set a limit</Button>} />}
    >
      <ul aria-label="Limits">
        {RULES.map((rule) => (
          <RuleRow
            key={rule.rule}
            rule={rule}
            limits={status.limits.filter((limit) => limit.rule === rule.rule)}
            maySet={maySet}
          />
        ))}
      </ul>
    </Part>
  );
}

type RuleRowProps = { rule: Rule; limits: RiskLimit[]; maySet: boolean };

function RuleRow({ rule, limits, maySet }: RuleRowProps) {
  return (
    <li
      id={`limit-${rule.refusal}`}
      className="grid scroll-mt-16 gap-x-6 gap-y-2 border-t border-line px-4 py-2.5 text-row target:bg-warn sm:px-6 lg:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <p className="font-medium">{rule.name}</p>
        <p className="text-note text-muted">{rule.note}</p>
      </div>
      {limits.length === 0 ? (
        <p className="text-muted lg:py-0.5">No limit</p>
      ) : (
        <ul aria-label={`Limits: ${rule.name}`} className="flex flex-col gap-2">
          {limits.map((limit) => (
            <LimitRow key={limit.id} rule={rule} limit={limit} maySet={maySet} />
          ))}
        </ul>
      )}
    </li>
  );
}

type LimitRowProps = { rule: Rule; limit: RiskLimit; maySet: boolean };

function LimitRow({ rule, limit, maySet }: LimitRowProps) {
  const remove = useMutation(useTRPC().risk.removeLimit.mutationOptions());
  const scope = scopeOf(limit);
  const { id } = limit;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
        <span className="break-words text-note text-muted">{scope}</span>
        <Used rule={rule} limit={limit} scope={scope} />
      </div>
      {maySet && (
        <span className="flex gap-1">
          <SetLimit
            name={`limit-${id}`}
            limit={limit}
            trigger={<Button aria-label={`Change ${rule.name}, ${scope}`}>Change</Button>}
          />
          <Question
            name={`remove-${id}`}
            title="Remove the limit"
            description={`${rule.name}, ${scope}: ${formatLimit(limit.value, rule.unit)} binds no longer.`}
            trigger={
              <Button className="w-8 px-0! pointer-coarse:w-11" aria-label={`Remove ${rule.name}, ${scope}`}>
                <X className="size-3.5" aria-hidden />
              </Button>
            }
            act={remove}
            action={removeLimit}
            fields={{ id }}
            verb="Remove the limit"
            busy="Removing…"
            own={riskRefusals(remove.error)}
            onYes={() => remove.mutate({ id })}
          />
        </span>
      )}
    </li>
  );
}

/** `The whole team`, `momentum in BTCUSDT`. */
export function scopeOf({ bot, instrument }: Pick<RiskLimit, 'bot' | 'instrument'>): string {
  const whose = bot?.name ?? (instrument ? 'Each bot' : 'The whole team');
  return instrument ? `${whose} in ${instrument.symbol}` : whose;
}
