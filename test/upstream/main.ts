// For people and scripts: builds the images, then serves the upstream on 127.0.0.1 until it is killed.
import { parseArgs } from 'node:util';
import { startUpstream, upstreamObstacle } from './start.ts';

const usage = 'usage: node test/upstream/main.ts [--port 5001]';
const portMax = 65_535;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '5001' }, help: { type: 'boolean', default: false } } });
  const port = Number(values.port);
  if (values.help || !Number.isInteger(port) || port < 0 || port > portMax) {
    console.error(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const obstacle = upstreamObstacle();
  if (obstacle !== undefined) throw new Error(obstacle);
  console.log('preparing the images (about a minute the first time)');
  const upstream = await startUpstream({ port });
  for (const image of upstream.images) console.log(`${image.repository}: ${image.tags.join(', ')}`);
  if (upstream.largeImageObstacle !== undefined) console.log(`without library/debian: ${upstream.largeImageObstacle}`);
  console.log(`serving at ${upstream.address}: start the gateway with --upstream docker.io=${upstream.address}`);
  const stop = (): void => void upstream.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
