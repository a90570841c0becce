// How V8 keeps its heap where several processes share a machine: each would otherwise hold tens of megabytes that it may reuse later.

/**
 * For the start of a worker. A young generation of 4 MiB in place of 16, and an old one that is collected when half as much again has come
 * as was in use: what a worker has in use is some 20 MiB.
 */
export const workerHeapFlags: readonly string[] = ['--max-semi-space-size=4', '--initial-old-space-size=24', '--heap-growing-percent=50'];

/** For the primary process, which answers no client: its young generation stays as it starts. V8 reads both each time it could grow, so they hold for a process that runs. */
export const primaryHeapFlags: readonly string[] = ['--semi-space-growth-factor=1', '--heap-growing-percent=50'];
