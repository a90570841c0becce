// Writes what the policy has permitted, straight to upstream: nothing that is pushed stays here, and nothing that it changes is remembered.
import { RegistryError } from '../core/distribution/error.ts';
import type { Digest } from '../core/image/digest.ts';
import type { TagOrDigest } from '../core/image/reference.ts';
import { UpstreamError } from '../upstream/error.ts';
import type { Deleted, FinishQuery, StartedUpload, StoredManifest, UploadAddress, UploadBody, UploadState, UpstreamPush } from '../upstream/upstream-push.ts';
import type { UpstreamIdentity, UpstreamRegistry } from '../upstream/upstream-registry.ts';
import type { ContentSource } from './cache/content-source.port.ts';
import { covers, personIdentity } from './person.ts';
import type { Pull, ReadPermit } from './pull.ts';
import { tokenTooNarrow } from './token-too-narrow.ts';

/** What the enforcement point answered: nothing is written without it. */
export type WritePermit = ReadPermit;

interface Write {
  readonly permit: WritePermit;
  readonly signal: AbortSignal;
}

/** `from` is the permit to pull the other repository: without one its content is not to be had. */
export interface MountWish {
  readonly digest: Digest;
  readonly from: ReadPermit;
}

export interface Push {
  readonly start: (write: Write & { readonly mount?: MountWish }) => Promise<StartedUpload>;
  readonly sendChunk: (write: Write & { readonly upload: UploadAddress; readonly body: UploadBody; readonly contentRange?: string }) => Promise<UploadState>;
  readonly finish: (write: Write & Pick<FinishQuery, 'upload' | 'digest' | 'body' | 'contentRange'>) => Promise<void>;
  readonly state: (write: Write & { readonly upload: UploadAddress }) => Promise<UploadState>;
  readonly cancel: (write: Write & { readonly upload: UploadAddress }) => Promise<void>;
  readonly putManifest: (write: Write & { readonly reference: TagOrDigest; readonly mediaType: string; readonly bytes: Buffer }) => Promise<StoredManifest>;
  readonly delete: (write: Write & { readonly what: Deleted }) => Promise<void>;
  /** Whether the repository has it, asked as who may push there: what is private to the person's pulls is not to their pushes. */
  readonly describeBlob: (write: Write & { readonly digest: Digest }) => Promise<{ readonly size?: number }>;
  readonly describeManifest: (write: Write & { readonly reference: TagOrDigest; readonly accept: readonly string[] }) => Promise<{ readonly digest: Digest; readonly mediaType: string; readonly size: number }>;
}

export interface PushOptions {
  readonly upstreams: { readonly get: (registry: string) => UpstreamRegistry | undefined };
  readonly source: Pick<ContentSource, 'pushed'>;
  readonly pull: Pick<Pull, 'blob' | 'forget'>;
}

/** Every operation rejects with an UpstreamError, with a RegistryError (registry not configured, token-too-narrow.ts), or with the signal's reason. */
export function createPush(options: PushOptions): Push {
  const { pull } = options;
  const to = ({ permit, signal }: Write): { readonly upstream: UpstreamRegistry; readonly push: UpstreamPush; readonly asked: Asked } => {
    const { registry, repository } = permit.request.resource;
    const upstream = options.upstreams.get(registry);
    if (upstream === undefined) throw new RegistryError('NAME_UNKNOWN', `registry ${registry} is not configured at this gateway`);
    return { upstream, push: upstream.push, asked: { repository, as: identityOf(permit), signal } };
  };
  const changing = createChanging(options);

  return {
    start: async ({ mount, ...write }) => {
      const { push, asked } = to(write);
      if (mount === undefined || !(await isReadable(pull, mount, write))) return push.startUpload(asked);
      return push.startUpload({ ...asked, mount: { digest: mount.digest, from: mount.from.request.resource.repository } });
    },
    sendChunk: async ({ permit, signal, ...chunk }) => {
      const { push, asked } = to({ permit, signal });
      return push.sendChunk({ ...asked, ...chunk });
    },
    finish: async ({ permit, signal, ...last }) => {
      const { push, asked } = to({ permit, signal });
      return push.finishUpload({ ...asked, ...last });
    },
    state: async ({ upload, ...write }) => {
      const { push, asked } = to(write);
      return push.uploadState({ ...asked, upload });
    },
    cancel: async ({ upload, ...write }) => {
      const { push, asked } = to(write);
      return push.cancelUpload({ ...asked, upload });
    },
    putManifest: async ({ permit, signal, ...manifest }) => {
      const { push, asked } = to({ permit, signal });
      return changing({ permit, reference: manifest.reference }, () => push.putManifest({ ...asked, ...manifest }));
    },
    delete: async ({ what, ...write }) => {
      const { push, asked } = to(write);
      const reference = what.kind === 'manifest' ? what.reference : ({ kind: 'digest', digest: what.digest } as const);
      return changing({ permit: write.permit, reference, isDeleted: true }, () => push.delete({ ...asked, what }));
    },
    describeBlob: async ({ digest, ...write }) => {
      const { upstream, asked } = to(write);
      const { size } = await upstream.blob({ ...asked, method: 'HEAD', digest });
      return size === undefined ? {} : { size };
    },
    describeManifest: async ({ reference, accept, ...write }) => {
      const { upstream, asked } = to(write);
      const { digest, mediaType, size } = await upstream.manifest({ ...asked, method: 'HEAD', reference, accept });
      return { digest, mediaType, size };
    },
  };
}

interface Asked {
  readonly repository: string;
  readonly as: UpstreamIdentity;
  readonly signal: AbortSignal;
}

/** Upstream itself says what a person may whom it knows; for everybody else the policy has. */
function identityOf({ request, person }: WritePermit): UpstreamIdentity {
  if (person === undefined) return 'gateway';
  const { action, resource } = request;
  if (!covers(person, resource.repository, action)) throw tokenTooNarrow(resource.repository);
  return personIdentity(person);
}

interface Change {
  readonly permit: WritePermit;
  readonly reference: TagOrDigest;
  readonly isDeleted?: true;
}

/** Whatever becomes of it, it may have been done: what was known of the repository before does not outlast it, here and in every other process. */
function createChanging({ source, pull }: PushOptions): <T>(change: Change, work: () => Promise<T>) => Promise<T> {
  return async ({ permit, reference, isDeleted }, work) => {
    const { registry, repository } = permit.request.resource;
    try {
      return await work();
    } finally {
      await source.pushed({ registry, repository, reference, ...(isDeleted === undefined ? {} : { isDeleted }) });
      pull.forget({ registry, repository });
    }
  };
}

/** As a pull of the blob would be: what the gateway alone may read there is not carried to where the person may. */
async function isReadable(pull: Pick<Pull, 'blob'>, { digest, from }: MountWish, { permit, signal }: Write): Promise<boolean> {
  if (from.request.resource.registry !== permit.request.resource.registry) return false;
  try {
    return (await pull.blob({ permit: from, method: 'HEAD', digest, signal })).kind === 'described';
  } catch (error) {
    if (error instanceof UpstreamError || error instanceof RegistryError) return false;
    throw error;
  }
}
