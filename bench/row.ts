// What a row of the table is: something measured, held against a target.
import type { Command } from './command.ts';
import type { Stage } from './stage.ts';

export interface Target {
  readonly bound: 'at least' | 'under' | 'exactly';
  readonly value: number;
  /** `x`, `ms`, `MB`, `us`, `%`, or what is counted. */
  readonly unit: string;
}

export interface Finding {
  /** As the table has it. */
  readonly what: string;
  readonly target: Target;
  /** In the target's unit. */
  readonly measured: number;
  /** What `measured` was worked out of, by what it is, with the unit: `Pullgate MB/s`. */
  readonly raw: Readonly<Record<string, number | readonly number[] | string>>;
}

export interface Row {
  /** As `npm run bench -- NAME` has it. */
  readonly name: string;
  /** Commands that must be installed besides Node. */
  readonly needs: readonly Command[];
  /** After this the row counts as not measured. */
  readonly limitMs: number;
  /** Rejects when it cannot be measured. What it starts it leaves to the stage to end. */
  readonly measure: (stage: Stage, signal: AbortSignal) => Promise<readonly Finding[]>;
}

export function isReached({ measured, target }: Finding): boolean {
  switch (target.bound) {
    case 'at least':
      return measured >= target.value;
    case 'under':
      return measured < target.value;
    case 'exactly':
      return measured === target.value;
  }
}
