// How busy this process is with answering.
import { performance } from 'node:perf_hooks';

/** Makes a question whose answer is the share of time, 0 to 1, that the event loop has spent working since it was asked before. */
export function createEventLoopLoad(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const current = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(current, before);
    before = current;
    return utilization;
  };
}
