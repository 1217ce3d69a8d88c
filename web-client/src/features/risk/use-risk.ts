'use client';
/** `risk.get`, and what was asked for but is not told yet. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { riskOptions } from './query';

/** What is used of the limits changes with every trade, which no event of risk tells. */
const USE_MS = 5_000;

export function useRisk() {
  return useQuery(riskOptions(useTRPC()));
}

/** The same, read again and again while it is looked at. */
export function useRiskInUse() {
  return useQuery({ ...riskOptions(useTRPC()), refetchInterval: USE_MS });
}

export type ResumeMutation = ReturnType<typeof useResume>;

/** `risk.resume`. */
export function useResume() {
  return useMutation(useTRPC().risk.resume.mutationOptions());
}

/** A mutation, as far as it says when it was asked for. */
type Asked = { isPending: boolean; isSuccess: boolean; submittedAt: number };

/** Whether what was asked for is not on the page yet: its event comes after the answer. */
export function useIsRequested(): (asked: Asked) => boolean {
  const { dataUpdatedAt } = useRisk();
  return (asked) => asked.isPending || (asked.isSuccess && dataUpdatedAt < asked.submittedAt);
}
