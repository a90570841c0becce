// The server's entry point.
import { useCodeCache } from './code-cache.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';

keepYoungGenerationSmall();
useCodeCache();
const { main } = await import('./start.ts');
await main();
