// The server's entry point.
import { main } from './start.ts';

await main();
