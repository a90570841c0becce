// The history of an organization's settings on the wire.
import { z } from 'zod';
import { pageOf } from './page.ts';
import { registryAccess } from './registry-access.ts';
import { settings } from './settings.ts';

/** One change: `at` is RFC 3339 in UTC, `by` a user name, `summary` what changed, in one line. */
export const revision = z.object({ revision: z.number().int(), at: z.string(), by: z.string(), summary: z.string() });
export type Revision = z.infer<typeof revision>;

export const revisionPage = pageOf(revision);
export type RevisionPage = z.infer<typeof revisionPage>;

/** GET .../revisions/{revision}, and the answer to .../rollback (which is the revision it made). */
export const revisionWithSettings = revision.extend({ settings: settings.extend({ registry_access_management: registryAccess }) });
export type RevisionWithSettings = z.infer<typeof revisionWithSettings>;
