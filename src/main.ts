// The server's entry point.
import { useCodeCache } from './code-cache.ts';

useCodeCache();
const { main } = await import('./start.ts');
await main();
