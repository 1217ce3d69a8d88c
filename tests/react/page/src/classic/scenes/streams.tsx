'use client';
/** Subscriptions: those that end, fail or are refused, and one that goes on until it is left. */
import { skipToken } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Parts } from '../../parts';
import { useEnd, useSaid, type PartProps } from '../../said';
import { usePerformance, useScript, useSeen } from '../../stage';
import { ofError } from '../../states';
import { api } from '../api';
import { useUnique } from '../../unique';

export function Streams() {
  return <Parts parts={[Counts, Dates, Tracks, Resumes, Ends, Fails, IsRefused]} />;
}

function Counts(part: PartProps) {
  const said = useSaid('count', 3);
  const result = api.streams.count.useSubscription({ to: 3 }, said.handlers);
  useEnd(said, result, part);
  return result.status;
}

function Dates(part: PartProps) {
  const said = useSaid('dates', 3);
  const result = api.streams.dates.useSubscription(undefined, said.handlers);
  useEnd(said, result, part);
  result.data?.data satisfies Date | undefined;
  return result.status;
}

function Tracks(part: PartProps) {
  const said = useSaid('tracked', 4);
  const result = api.streams.tracked.useSubscription({ to: 4 }, said.handlers);
  useEnd(said, result, part);
  result.data?.id satisfies string | undefined;
  return result.status;
}

function Resumes(part: PartProps) {
  const said = useSaid('resumed', 1);
  const result = api.streams.resumed.useSubscription({ lastEventId: 'seven' }, said.handlers);
  useEnd(said, result, part);
  return result.status;
}

function Ends(part: PartProps) {
  const said = useSaid('empty', 0);
  const result = api.streams.empty.useSubscription(undefined, said.handlers);
  useEnd(said, result, part);
  return result.status;
}

function Fails(part: PartProps) {
  const said = useSaid('fails', 3);
  const result = api.streams.fails.useSubscription({ to: 2 }, said.handlers);
  useEnd(said, result, part);
  return result.status;
}

function IsRefused(part: PartProps) {
  const said = useSaid('refused', 1);
  const result = api.streams.refused.useSubscription(undefined, said.handlers);
  useEnd(said, result, part);
  return result.status;
}

export function Endless() {
  const { client } = api.useUtils();
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
  const follow = api.life.follow.useSubscription(follows ? { name } : skipToken, handlers);
  const never = api.life.ticks.useSubscription(skipToken);
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
