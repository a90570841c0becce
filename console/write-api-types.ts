// Writes src/api/schema.d.ts: the admin API as TypeScript knows it, made from the contract. Run by every build, so that it cannot lag behind.
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { createOpenApiDocument } from '../src/contract/openapi.ts';

const document: unknown = structuredClone(createOpenApiDocument('console'));
const types = astToString(await openapiTS(document as Parameters<typeof openapiTS>[0]));
writeFileSync(new URL('src/api/schema.d.ts', import.meta.url), `// Made from src/contract by console/write-api-types.ts: not kept in the repository.\n${types}`);
