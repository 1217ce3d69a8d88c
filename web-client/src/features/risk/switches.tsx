'use client';
/** Whether trading goes on: the operator's switch, the team's, and those of single bots. */
import type { RiskStatus, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { CircleCheck } from 'lucide-react';
import { whyNot } from '@/ui/no-permission';
import { Engaged } from './engaged';
import { Part } from './part';
import { teamSwitch } from './query';
import { Resume } from './resume';

type SwitchesProps = { status: RiskStatus; role: Role; slug: string };

export function Switches({ status, role, slug }: SwitchesProps) {
  const team = teamSwitch(status);
  const bots = status.switches.filter(({ bot }) => bot !== null);
  const mayResume = mayCall(role, 'risk.resume');
  const isOn = !status.system && !team;
  return (
    <Part id="limit-kill_switch" title="Trading" note={!isOn && !mayResume ? whyNot(role, 'RISK_MANAGE') : undefined}>
      <ul aria-label="Switches" className="pb-2">
        {isOn && (
          <li className="flex items-center gap-2.5 px-4 py-2.5 text-row sm:px-6">
            <CircleCheck className="size-4 shrink-0" aria-hidden />
            <span>
              <span className="font-medium">On.</span> Orders leave, within the limits below.
            </span>
          </li>
        )}
        {status.system && (
          <Engaged name="Everybody, by the operator" state={status.system.state} reason={status.system.reason} />
        )}
        {team && (
          <Engaged name="The whole team" state={team.state} reason={team.reason} by={team}>
            {mayResume && <Resume word={slug} name="the whole team" />}
          </Engaged>
        )}
        {bots.map((engaged) =>
          engaged.bot ? (
            <Engaged
              key={engaged.bot.id}
              name={engaged.bot.name}
              state={engaged.state}
              reason={engaged.reason}
              by={engaged}
            >
              {mayResume && <Resume word={engaged.bot.name} name={engaged.bot.name} bot={engaged.bot.id} />}
            </Engaged>
          ) : null,
        )}
      </ul>
    </Part>
  );
}
