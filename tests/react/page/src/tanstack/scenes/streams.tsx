'use client';
/** Subscriptions: those that end, fail or are refused, and one that goes on until it is left. */
import { skipToken } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useRef, useState } from 'react';
import { Parts } from '../../parts';
import { useEnd, useSaid, type PartProps } from '../../said';
import { usePerformance, useScript, useSeen } from '../../stage';
import { ofError } from '../../states';
import { useTRPC, useTRPCClient } from '../trpc';
import { useUnique } from '../../unique';

export function Streams() {
  return <Parts parts={[Counts, Dates, Tracks, Resumes, Ends, Fails, IsRefused]} />;
}

function Counts(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('count', 3);
  const result = useSubscription(trpc.streams.count.subscriptionOptions({ to: 3 }, said.handlers));
  useEnd(said, result, part);
  return result.status;
}

function Dates(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('dates', 3);
  const result = useSubscription(trpc.streams.dates.subscriptionOptions(undefined, said.handlers));
  useEnd(said, result, part);
  result.data?.data satisfies Date | undefined;
  return result.status;
}

function Tracks(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('tracked', 4);
  const result = useSubscription(trpc.streams.tracked.subscriptionOptions({ to: 4 }, said.handlers));
  useEnd(said, result, part);
  result.data?.id satisfies string | undefined;
  return result.status;
}

function Resumes(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('resumed', 1);
  const result = useSubscription(trpc.streams.resumed.subscriptionOptions({ lastEventId: 'seven' }, said.handlers));
  useEnd(said, result, part);
  return result.status;
}

function Ends(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('empty', 0);
  const result = useSubscription(trpc.streams.empty.subscriptionOptions(undefined, said.handlers));
  useEnd(said, result, part);
  return result.status;
}

function Fails(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('fails', 3);
  const result = useSubscription(trpc.streams.fails.subscriptionOptions({ to: 2 }, said.handlers));
  useEnd(said, result, part);
  result.error?.data?.error?.opensAt satisfies number | undefined;
  return result.status;
}

function IsRefused(part: PartProps) {
  const trpc = useTRPC();
  const said = useSaid('refused', 1);
  const result = useSubscription(trpc.streams.refused.subscriptionOptions(undefined, said.handlers));
  useEnd(said, result, part);
  return result.status;
}

export function Endless() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { see } = usePerformance();
  const name = useUnique();
  const heard = useRef(0);
  const [follows, setFollows] = useState(true);
  const handlers = {
    onStarted: () => see('started', true),
    onData: (data: number) => {
      // After a reset it counts from zero again.
      if (data === heard.current && data < 3) see('heard', (heard.current += 1));
    },
  };
  const follow = useSubscription(trpc.life.follow.subscriptionOptions(follows ? { name } : skipToken, handlers));
  const never = useSubscription(trpc.life.ticks.subscriptionOptions(skipToken));
  useSeen('status', { status: follow.status, error: ofError(follow.error) });
  useSeen('never', { status: never.status, data: never.data });
  useScript(follow, async ({ now, until }) => {
    const alive = async (wanted: number) => {
      while ((await client.life.count.query({ name })) !== wanted) await new Promise(requestAnimationFrame);
      see('alive', wanted);
    };
    await until(({ data = 0 }) => data > 3);
    await alive(1);
    now().reset();
    await until(({ status }) => status === 'connecting');
    await until(({ status }) => status === 'pending');
    await alive(1);
    setFollows(false);
    await alive(0);
  });
  return follow.data;
}
