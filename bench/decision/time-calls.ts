// Times single calls that take less than a microsecond: each call on its own, less what reading the clock takes.
import { median, percentile } from '../statistics.ts';

const clockReadings = 20_000;

export interface CallTimes {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  /** Of a whole round timed at once, without a clock between the calls. */
  readonly meanUs: number;
  /** Between two readings of the clock with nothing between them; subtracted from each call. */
  readonly clockUs: number;
}

export interface TimedCalls<T> {
  /** Inputs for one round; not timed. */
  readonly inputs: () => readonly T[];
  readonly call: (input: T) => boolean;
  /** How many of a round's calls answer true: that nothing is optimized away, and all is decided. */
  readonly wanted: number;
  /** Rounds before the first that counts, and rounds that count. */
  readonly warm: number;
  readonly measured: number;
}

export function timeCalls<T>({ inputs, call, wanted, warm, measured }: TimedCalls<T>): CallTimes {
  const check = (given: number): void => {
    if (given !== wanted) throw new Error(`${given} calls were permitted, ${wanted} should be`);
  };
  for (let round = 0; round < warm; round += 1) {
    check(timeEach(inputs(), call).permitted);
    check(timeAll(inputs(), call).permitted);
  }

  const clockUs = timeClock();
  const singleUs: number[] = [];
  const meansUs: number[] = [];
  for (let round = 0; round < measured; round += 1) {
    const each = timeEach(inputs(), call);
    check(each.permitted);
    singleUs.push(...each.us);
    const all = timeAll(inputs(), call);
    check(all.permitted);
    meansUs.push(all.meanUs);
  }
  const sorted = Float64Array.from(singleUs, (us) => Math.max(0, us - clockUs)).sort();
  return { p50Us: percentile(sorted, 0.5), p99Us: percentile(sorted, 0.99), p999Us: percentile(sorted, 0.999), meanUs: median(meansUs), clockUs };
}

function timeEach<T>(inputs: readonly T[], call: (input: T) => boolean): { readonly us: Float64Array; readonly permitted: number } {
  const us = new Float64Array(inputs.length);
  let permitted = 0;
  let index = 0;
  for (const input of inputs) {
    const before = process.hrtime.bigint();
    if (call(input)) permitted += 1;
    us[index] = Number(process.hrtime.bigint() - before) / 1000;
    index += 1;
  }
  return { us, permitted };
}

function timeAll<T>(inputs: readonly T[], call: (input: T) => boolean): { readonly meanUs: number; readonly permitted: number } {
  let permitted = 0;
  const before = process.hrtime.bigint();
  for (const input of inputs) if (call(input)) permitted += 1;
  return { meanUs: Number(process.hrtime.bigint() - before) / 1000 / inputs.length, permitted };
}

function timeClock(): number {
  const readings = Array.from({ length: clockReadings }, () => {
    const before = process.hrtime.bigint();
    return Number(process.hrtime.bigint() - before) / 1000;
  });
  return median(readings);
}
