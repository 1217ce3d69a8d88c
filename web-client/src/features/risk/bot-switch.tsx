'use client';
/** What halts a bot, whatever it is asked for, and the way out of each; nothing while nothing does. */
import type { Bot, Role } from '@tickwire/bindings';
import { mayCall } from '@tickwire/bindings/permissions';
import { whyNot } from '@/ui/no-permission';
import { TextLink } from '@/ui/text-link';
import { Engaged } from './engaged';
import { botSwitch, teamSwitch } from './query';
import { Resume } from './resume';
import { useRisk } from './use-risk';

type BotSwitchProps = { bot: Bot; role: Role; slug: string };

export function BotSwitch({ bot: { id, name, desiredStatus }, role, slug }: BotSwitchProps) {
  const { data: status } = useRisk();
  const [system, team, own] = [status?.system, teamSwitch(status), botSwitch(status, id)];
  if (!system && !team && !own) return null;
  return (
    <div className="border-y border-line bg-raised">
      {desiredStatus === 'RUNNING' && (
        <p className="px-4 pt-2.5 text-row sm:px-6">It is started, and still halted: a start resumes nothing.</p>
      )}
      <ul aria-label="Switches">
        {system && <Engaged name="Everybody, by the operator" state={system.state} reason={system.reason} />}
        {team && (
          <Engaged name="The whole team" state={team.state} reason={team.reason} by={team}>
            <TextLink href={`/t/${slug}/risk#limit-kill_switch`}>To the team’s switch</TextLink>
          </Engaged>
        )}
        {own && (
          <Engaged name={name} state={own.state} reason={own.reason} by={own}>
            {mayCall(role, 'risk.resume') ? (
              <Resume word={name} name={name} bot={id} />
            ) : (
              <p className="text-note text-muted">Resume: {whyNot(role, 'RISK_MANAGE')}</p>
            )}
          </Engaged>
        )}
      </ul>
    </div>
  );
}
