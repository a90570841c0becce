// What is said when another owner was faster: nothing was overwritten, and trying again looks at the newest settings.
import { type Failure, isConflict } from '../../api/failure.ts';

export function conflictWords(failure: Failure): string {
  return isConflict(failure) ? 'Another owner changed the settings meanwhile, and nothing of yours was saved. Look at what is there now, and try again.' : failure.message;
}
