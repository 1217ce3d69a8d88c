'use client';
import { usePerformance } from './stage';

/** A key that no other page and no other scene has: both servers remember. */
export function useUnique(): string {
  const { name } = usePerformance();
  return `${location.pathname} ${name}`;
}
