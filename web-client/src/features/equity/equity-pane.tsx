'use client';
/** The team's equity curve, of a day, a week or a month. */
import { Failure } from '@/ui/failure';
import { useUrl } from '@/ui/use-url';
import { Views } from '@/ui/views';
import { EquityChart } from './equity-chart';
import { RANGE_NAMES, RANGES, readRange, type Range } from './query';
import { useEquity, useLiveEquity } from './use-equity';

export function EquityPane() {
  const range = readRange(useUrl().search.get('range'));
  // The headline keeps the day's current.
  return range === 'day' ? <DayCurve /> : <OtherCurve key={range} range={range} />;
}

function DayCurve() {
  return <Curve range="day" curve={useEquity({})} />;
}

/** Kept current for as long as it is shown. */
function OtherCurve({ range }: { range: Range }) {
  return <Curve range={range} curve={useLiveEquity(RANGES[range])} />;
}

function Curve({ range, curve }: { range: Range; curve: ReturnType<typeof useEquity> }) {
  if (curve.error && !curve.data) {
    return <Failure error={curve.error} onRetry={() => void curve.refetch()} isRetrying={curve.isFetching} />;
  }
  return (
    <EquityChart
      curve={curve.data}
      className="h-44"
      tools={<Views label="How much of it" param="range" names={RANGE_NAMES} value={range} />}
    />
  );
}
