'use client';
/** The equity curve. */
import type { Equity } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { LineChart } from '@/ui/chart/line-chart';
import { Empty } from '@/ui/empty';
import { Skeleton } from '@/ui/skeleton';

const MONEY_PLACES = 2;

type EquityChartProps = { curve: Equity | undefined; tools?: ReactNode; className?: string };

export function EquityChart({ curve, tools, className }: EquityChartProps) {
  if (!curve) return <Skeleton label="Reading equity" />;
  const points = curve.points.map(({ at, equity }) => [at, equity] as const);
  return (
    <LineChart
      title="Equity"
      lines={[{ name: 'Equity', points, tone: 'ink', isFilled: true }]}
      scale={{ places: MONEY_PLACES, unit: curve.currency }}
      tools={tools}
      className={className}
      empty={<Empty title="No equity yet">The curve begins with the first fill.</Empty>}
    />
  );
}
