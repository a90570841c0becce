// The composition root: configuration, planes, listeners. No logic.
import { flushCompileCache } from 'node:module';
import { loadConfigFromProcess } from './config/from-process.ts';
import { usage } from './config/usage.ts';
import type { DataPlane } from './data-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Parts } from './parts.ts';
import { createLog } from './telemetry/log.ts';
import { startWorkerPool, workerCount } from './worker-pool.ts';

async function start(parts: Parts): Promise<void> {
  const openDataPlane = await chooseDataPlane(parts);
  const { openControlPlane } = await import('./control-plane.ts');
  const controlPlane = await openControlPlane(parts);
  const dataPlane = openDataPlane(controlPlane);

  // Both ports are taken before anything is made: a first start that cannot serve leaves nothing behind.
  const { gateway, proxy, proxyTls } = await dataPlane.listen();
  const gatewayUrl = gateway.url;
  const adminUrl = await controlPlane.listen({ gatewayUrl, ...(proxy && { proxyUrl: proxy.url }) });
  const greeting = await controlPlane.greet({ gatewayUrl, adminUrl, ...(proxy && { proxyUrl: proxy.url }), ...(proxyTls && { proxyTlsUrl: proxyTls.url.replace('http:', 'https:') }) });
  await dataPlane.serve();
  console.log(greeting);
  flushCompileCache();
}

/** Worker processes start here, first of all: each process loads only the code that it runs, all at the same time. */
async function chooseDataPlane(parts: Parts): Promise<(controlPlane: ControlPlane) => DataPlane> {
  const count = workerCount(parts.config);
  if (count > 1) return startWorkerPool(parts, count);
  const { createDataPlane } = await import('./data-plane.ts');
  return (controlPlane) => createDataPlane(parts, controlPlane);
}

/** Runs until it is told to stop. */
export async function main(): Promise<void> {
  const loaded = loadConfigFromProcess();
  if (loaded.kind === 'help') {
    console.log(usage());
    return;
  }
  if (loaded.kind === 'problems') {
    console.error(loaded.problems.map((problem) => `pullgate: ${problem}`).join('\n'));
    process.exitCode = 2;
    return;
  }
  const log = createLog(loaded.config.log);
  for (const warning of loaded.warnings) log.warn({}, warning);
  const closers = new AsyncDisposableStack();
  try {
    await start({ config: loaded.config, log, closers });
  } catch (error) {
    const { tellStartFailure } = await import('./start-failure.ts');
    const { text, exitStatus } = tellStartFailure(error);
    console.error(text);
    await closers.disposeAsync();
    process.exit(exitStatus);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void closers.disposeAsync().then(() => process.exit(0)));
}
