/** For example `12.3%`; `0.0%` of nothing. */
export function percent(part: number, whole: number): string {
  return `${percentOf(part, whole).toFixed(1)}%`;
}

/** Rounded to one digit; 0 of nothing. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 1000) / whole) / 10;
}
