'use client';
/** What a limit bounds, of whom, in what, and how much there may be. */
import type { UseMutationResult } from '@tanstack/react-query';
import type { RiskLimit, RiskSetLimitInput } from '@tickwire/bindings';
import { riskSetLimitInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { pick } from 'zod/v4-mini';
import { DialogActions, DialogClose } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { BotChoice, InstrumentChoice, useBotOf } from './choices';
import { scopeOf } from './limits';
import { RULES, UNIT_HINTS, type Rule } from './rules';
import { instrumentOf, LIMIT_PLACES, LIMIT_SENTENCES, riskRefusals } from './sentences';

type LimitFormProps = {
  limit: RiskLimit | undefined;
  set: UseMutationResult<RiskLimit, unknown, RiskSetLimitInput>;
  posted: Posted;
  action: (form: FormData) => void;
};

/** What is typed; the rest is chosen. */
const TYPED = pick(riskSetLimitInput, { value: true });

export function LimitForm({ limit, set, posted, action }: LimitFormProps) {
  const [rule, setRule] = useState<Rule>(() => ruleOf(limit?.rule ?? posted.values?.rule));
  const [bot, setBot] = useState<string>(limit?.bot?.id ?? posted.values?.botId ?? '');
  const [instrument, setInstrument] = useState(choiceOf(limit) ?? posted.values?.instrument ?? '');
  const botOf = useBotOf();
  const form = useSchemaForm({
    schema: TYPED,
    defaultValues: { value: limit?.value ?? '' },
    sentences: LIMIT_SENTENCES,
    posted,
  });
  const send = ({ value }: { value: string }) =>
    set.mutate(
      {
        ...{ rule: rule.rule, value, botId: limit?.bot?.id ?? botOf(bot) },
        ...(rule.isOfInstrument ? instrumentOf(instrument) : {}),
      },
      { onError: (error) => form.refuse(error, riskRefusals(error), LIMIT_PLACES) },
    );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      {!form.errorOf('value') && <Refusal error={set.error} own={riskRefusals(set.error)} sentence={posted.sentence} />}
      {limit ? (
        <>
          <Hidden fields={{ rule: rule.rule, botId: bot, instrument }} />
          <p className="text-row">
            <span className="font-medium">{rule.name}</span> · {scopeOf(limit)}
          </p>
        </>
      ) : (
        <>
          <Select
            label="What is bounded"
            name="rule"
            value={rule.rule}
            onChange={(event) => setRule(ruleOf(event.target.value))}
          >
            {RULES.map(({ rule: name, name: label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
          <p className="-mt-2.5 text-note text-muted">{rule.note}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <BotChoice value={bot} onChange={setBot} all="The whole team" />
            {rule.isOfInstrument && <InstrumentChoice value={instrument} onChange={setInstrument} all="All" />}
          </div>
        </>
      )}
      <TextField
        form={form}
        name="value"
        label="How much there may be"
        inputMode="decimal"
        autoComplete="off"
        mono
        autoFocus={limit !== undefined}
        hint={UNIT_HINTS[rule.unit]}
        transform={(text) => text.trim()}
      />
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Submit isBusy={set.isPending} busy="Setting…">
          Set the limit
        </Submit>
      </DialogActions>
    </form>
  );
}

function ruleOf(name: string | undefined): Rule {
  const [first] = RULES;
  const found = RULES.find(({ rule }) => rule === name) ?? first;
  if (!found) throw new TypeError('there are rules');
  return found;
}

function choiceOf(limit: RiskLimit | undefined): string | undefined {
  return limit?.instrument ? `${limit.instrument.venue}:${limit.instrument.symbol}` : undefined;
}
