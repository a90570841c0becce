// What a request that is no reading wants done.
import type { Endpoint } from '../../core/distribution/endpoint.ts';
import type { Action } from '../../core/policy/access-request.ts';

type UploadEndpoint = Extract<Endpoint, { kind: 'upload' }>;

export type WriteOperation =
  | { readonly kind: 'start-upload' }
  | { readonly kind: 'upload-state' | 'send-chunk' | 'finish-upload' | 'cancel-upload'; readonly session: string }
  | ({ readonly kind: 'put-manifest' | 'delete-manifest' } & Pick<Extract<Endpoint, { kind: 'manifest' }>, 'reference'>)
  | ({ readonly kind: 'delete-blob' } & Pick<Extract<Endpoint, { kind: 'blob' }>, 'digest'>);

const uploadMethods = { GET: 'upload-state', HEAD: 'upload-state', PATCH: 'send-chunk', PUT: 'finish-upload', DELETE: 'cancel-upload' } as const;

/** OCI distribution spec 1.1, "Endpoints": undefined for a method that the endpoint does not have. */
export function findWriteOperation(endpoint: Endpoint, method: string | undefined): WriteOperation | undefined {
  switch (endpoint.kind) {
    case 'upload':
      return findUploadOperation(endpoint, method);
    case 'manifest':
      if (method === 'PUT') return { kind: 'put-manifest', reference: endpoint.reference };
      return method === 'DELETE' ? { kind: 'delete-manifest', reference: endpoint.reference } : undefined;
    case 'blob':
      return method === 'DELETE' ? { kind: 'delete-blob', digest: endpoint.digest } : undefined;
    case 'ping':
    case 'tags':
    case 'referrers':
      return undefined;
  }
}

function findUploadOperation({ session }: UploadEndpoint, method = ''): WriteOperation | undefined {
  if (session === undefined) return method === 'POST' ? { kind: 'start-upload' } : undefined;
  return Object.hasOwn(uploadMethods, method) ? { kind: uploadMethods[method as keyof typeof uploadMethods], session } : undefined;
}

/** The methods that an endpoint has. */
export function allowedMethods({ kind, ...endpoint }: Endpoint): readonly string[] {
  switch (kind) {
    case 'upload':
      return 'session' in endpoint ? Object.keys(uploadMethods) : ['POST'];
    case 'manifest':
      return ['GET', 'HEAD', 'PUT', 'DELETE'];
    case 'blob':
      return ['GET', 'HEAD', 'DELETE'];
    case 'ping':
    case 'tags':
    case 'referrers':
      return ['GET', 'HEAD'];
  }
}

/** To give an upload up is a part of pushing. */
export function actionOf({ kind }: WriteOperation): Exclude<Action, 'pull'> {
  return kind === 'delete-manifest' || kind === 'delete-blob' ? 'delete' : 'push';
}
