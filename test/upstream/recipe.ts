// The table of the images that the upstream registry of the tests holds: change it here, and the cache is built anew.

export type Architecture = 'amd64' | 'arm64';

export interface ImageRecipe {
  readonly repository: string;
  readonly tags: readonly string[];
  /** Whether its manifests speak OCI's or Docker's schema 2 media types. */
  readonly format: 'oci' | 'v2s2';
  /** `host`: one manifest for this machine. `index`: an index of amd64 and arm64. */
  readonly platforms: 'host' | 'index';
  /** `debian`: a whole root file system made by debootstrap, above 100 MB. */
  readonly content: 'marker' | 'debian';
  /** Bytes of an additional layer that does not compress, 0 for none. */
  readonly ballastBytes: number;
  /** Types of the artifacts that name this image as their subject. */
  readonly artifacts: readonly string[];
  /** Readable with the robot's credentials only. */
  readonly isPrivate: boolean;
}

const KiB = 1024;
const MiB = 1024 * KiB;
const small = {
  format: 'oci',
  platforms: 'host',
  content: 'marker',
  ballastBytes: 16 * KiB,
  artifacts: [],
  isPrivate: false,
} as const satisfies Partial<ImageRecipe>;

/** Where every image keeps the text that tells it apart from the others. */
export const markerPath = 'pullgate/image.txt';

/** What that file says, so that a client's copy can be compared with it. */
export function markerText(repository: string, architecture: Architecture): string {
  return `this is ${repository} for ${architecture}\n`;
}

export const sbomType = 'application/spdx+json';
export const signatureType = 'application/vnd.dev.cosign.artifact.sig.v1+json';

export const imageRecipes: readonly ImageRecipe[] = [
  { ...small, repository: 'library/nginx', tags: ['latest', '1.27'], format: 'v2s2', ballastBytes: 2 * MiB },
  { ...small, repository: 'library/alpine', tags: ['latest', '3.20'] },
  { ...small, repository: 'library/multi-arch', tags: ['latest'], platforms: 'index', artifacts: [sbomType, signatureType] },
  { ...small, repository: 'someuser/custom-image', tags: ['latest', '2.0'], ballastBytes: 2 * MiB },
  { ...small, repository: 'grafana/grafana', tags: ['latest'], format: 'v2s2' },
  { ...small, repository: 'linuxserver/heimdall', tags: ['latest'] },
  { ...small, repository: 'acme/app', tags: ['latest', '1.0'], artifacts: [sbomType] },
  { ...small, repository: 'acme/private', tags: ['latest'], isPrivate: true },
  { ...small, repository: 'library/debian', tags: ['latest', 'bookworm'], content: 'debian', ballastBytes: 0 },
];

/** The account that may read the private repositories. */
export const robot = { username: 'robot', password: 'robot-password' } as const;

/** This machine's architecture in the words of the OCI image specification. */
export function hostArchitecture(): Architecture {
  return process.arch === 'arm64' ? 'arm64' : 'amd64';
}
