'use client';
/** `members.leave`: gives one's own place up. */
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { goToLogin } from '@/trpc/go-to-login';
import { Button } from '@/ui/button';
import { Question } from '@/ui/question';
import { leaveTeam } from './actions';
import { LEAVE_REFUSALS } from './sentences';

export function LeaveTeam({ team }: { team: string }) {
  const leave = useMutation(useTRPC().members.leave.mutationOptions({ onSuccess: goToLogin }));
  return (
    <Question
      name="leave"
      title={`Leave ${team}`}
      description="You are logged out, and see nothing of this team any more. Only an invitation brings you back."
      trigger={<Button className="self-start">Leave the team</Button>}
      act={leave}
      action={leaveTeam}
      verb="Leave the team"
      busy="Leaving…"
      own={LEAVE_REFUSALS}
      onYes={() => leave.mutate()}
    />
  );
}
