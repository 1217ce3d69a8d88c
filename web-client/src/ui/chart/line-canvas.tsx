'use client';
/** Lines on a canvas, and the point that is pointed at. It comes with the library that draws it, when it is needed. */
import { useEffect, useState } from 'react';
import { useZone } from '@/format/clock';
import { formatDecimal } from '@/format/decimal';
import { formatMoment } from '@/format/time';
import { secondsOf } from './axis-times';
import { CanvasBox } from './canvas-box';
import { LineDrawing } from './line-drawing';
import type { Line, Scale } from './point';
import { useDrawing } from './use-drawing';

type LineCanvasProps = { title: string; lines: readonly Line[]; scale: Scale };

export function LineCanvas({ title, lines, scale }: LineCanvasProps) {
  const zone = useZone();
  const [time, setTime] = useState<number>();
  const { drawing, ...rest } = useDrawing(
    (element) => new LineDrawing(element, { zone, places: scale.places, onPoint: setTime }),
    `${zone} ${scale.places}`,
  );
  useEffect(() => drawing?.show(lines), [drawing, lines]);
  return (
    <CanvasBox
      title={title}
      {...rest}
      isPointed={time !== undefined}
      reading={time !== undefined && <Reading lines={lines} time={time} scale={scale} zone={zone} />}
    />
  );
}

type ReadingProps = { lines: readonly Line[]; time: number; scale: Scale; zone: string };

/** The exact values at a time. */
function Reading({ lines, time, scale, zone }: ReadingProps) {
  return (
    <>
      <span>{formatMoment(new Date(time * 1_000), zone)}</span>
      {lines.map(({ name, points }) => {
        const [, value] = points.findLast(([at]) => secondsOf(at) === time) ?? [];
        return (
          value !== undefined && (
            <span key={name}>
              {lines.length > 1 && `${name} `}
              <span className="text-ink">{formatDecimal(value, { places: scale.places })}</span> {scale.unit}
            </span>
          )
        );
      })}
    </>
  );
}
