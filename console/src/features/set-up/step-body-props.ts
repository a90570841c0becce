// What each step of the set-up is given.

export interface StepBodyProps {
  readonly org: string;
  readonly isDone: boolean;
  /** Goes on to what is left. */
  readonly onDone: () => void;
}
