// The namespaces that belong to an organization besides its own name, on the wire.
import { z } from 'zod';
import { note } from './note.ts';
import { namespace } from './names.ts';
import { pageOf } from './page.ts';

/** `added_by` and `added_at` (RFC 3339) are null for one that is older than notes. */
export const organizationNamespace = z.object({ namespace: z.string(), note: z.string(), added_by: z.string().nullable(), added_at: z.string().nullable() });
export type OrganizationNamespace = z.infer<typeof organizationNamespace>;

export const organizationNamespacePage = pageOf(organizationNamespace).extend({ revision: z.number().int() });

/** POST /v2/orgs/{org}/namespaces: `acme-labs`, or `ghcr.io/acme` at another registry. One that is there already stays as it is. */
export const addNamespaceRequest = z.strictObject({ namespace, note: note.optional() });
export type AddNamespaceRequest = z.infer<typeof addNamespaceRequest>;
