import { useRef } from 'react';
import classes from './network.module.css';

/** The line between one service's view, left of it, and the union. */
export function Swipe({
  service,
  cut,
  onCut,
}: {
  readonly service: string;
  /** 0 to 1 of the chart's width. */
  readonly cut: number;
  readonly onCut: (cut: number) => void;
}) {
  const holding = useRef(false);
  const clamp = (to: number): void => onCut(Math.min(Math.max(to, 0), 1));
  return (
    <div
      className={classes.swipe}
      role="slider"
      tabIndex={0}
      aria-label={`Left of this only what ${service} sees alone`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(cut * 100)}
      style={{ insetInlineStart: `${cut * 100}%` }}
      onPointerDown={(event) => {
        holding.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (holding.current && box) clamp((event.clientX - box.left) / box.width);
      }}
      onPointerUp={() => {
        holding.current = false;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') clamp(cut - 0.05);
        else if (event.key === 'ArrowRight') clamp(cut + 0.05);
        else return;
        event.preventDefault();
      }}
    >
      <span>{service} alone</span>
      <span>joined</span>
    </div>
  );
}
