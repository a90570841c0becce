// A span of time as registries count their limits.

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;

/** `6 hours`, `1 hour`, `90 minutes`. */
export function formatHours(seconds: number): string {
  const [count, unit] = seconds % hourSeconds === 0 ? [seconds / hourSeconds, 'hour'] : [Math.ceil(seconds / minuteSeconds), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
