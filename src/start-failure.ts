// How a start that failed is told: what an operator can mend in one line each, without a stack.
import { InvalidFirstStart } from './admin/installation/first-start.ts';
import { InvalidCatalog } from './facts/publishers.ts';
import { CacheFolderTaken } from './gateway/cache/own-folder.ts';
import { InvalidCertificate } from './http/certificate.ts';
import { InvalidNetwork } from './http/networks.ts';
import { ListenFailed } from './http/listen-failed.ts';
import { StoreError } from './store/store-error.ts';
import { StartRefused } from './workers/start-refused.ts';

const foreseen = [CacheFolderTaken, InvalidCertificate, InvalidFirstStart, InvalidNetwork, ListenFailed, StartRefused, StoreError];

export function isForeseen(error: unknown): error is Error {
  return foreseen.some((kind) => error instanceof kind);
}

/** Exit status 2: the configuration is wrong. */
export function tellStartFailure(error: unknown): { readonly text: unknown; readonly exitStatus: 1 | 2 } {
  if (error instanceof InvalidCatalog) return { text: error.problems.map((problem) => `pullgate: catalog_file: ${problem}`).join('\n'), exitStatus: 2 };
  return { text: isForeseen(error) ? `pullgate: ${error.message}` : error, exitStatus: 1 };
}
