// What each step of the set-up is given.

export interface StepBodyProps {
  readonly org: string;
  readonly isDone: boolean;
  /** Goes on to what is left. Called before that is asked for: a step that somebody opens meanwhile stays open. */
  readonly onDone: () => void;
}
