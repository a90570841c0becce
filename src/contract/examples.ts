// An example of each operation, from which the document, the readable page and docs/api.md are made; a test makes the requests.
import type { Example } from './example.ts';
import type { OperationId } from './routes.ts';

/** In the order in which docs/api.md shows them. */
export const examples: Partial<Record<OperationId, Example>> = {};
