// The newer clients: which version of which Go module each is, and what of it is built. Debian's packages have the older ones.

export interface Recipe {
  /** The Go module that has the programs. */
  readonly module: string;
  readonly version: string;
  /** Programs by name, each with its package below the module. */
  readonly programs: Readonly<Record<string, string>>;
  /** What keeps C libraries, and parts that no pull needs, out. */
  readonly tags?: readonly string[];
  /** The variable that holds the version which the program prints, and what it says where the module's own version is another's. */
  readonly versionVariable?: string;
  readonly printedVersion?: string;
  /** Versions of modules that it requires in older ones which cannot be had. */
  readonly requires?: readonly string[];
  /** A module without go.mod lists what it requires in this file. */
  readonly requirements?: 'vendor.mod';
  /** Takes minutes to build: left out unless it is asked for by name, or with `--all`. */
  readonly isHeavy?: true;
}

const containerdTags = ['no_btrfs', 'no_cri', 'no_devmapper', 'no_zfs'] as const;
const policyHelpers = 'github.com/moby/policy-helpers v0.0.0-20260901142052-72f704e6cdb6';
const engineTags = ['exclude_graphdriver_btrfs', 'exclude_graphdriver_zfs', 'exclude_graphdriver_fuseoverlayfs'] as const;

export const recipes = {
  crane: {
    module: 'github.com/google/go-containerregistry',
    version: 'v0.22.1',
    programs: { crane: 'cmd/crane' },
    versionVariable: 'github.com/google/go-containerregistry/cmd/crane/cmd.Version',
  },
  regctl: { module: 'github.com/regclient/regclient', version: 'v0.11.7', programs: { regctl: 'cmd/regctl' }, versionVariable: 'github.com/regclient/regclient/internal/version.vcsTag' },
  'containerd-2': {
    module: 'github.com/containerd/containerd/v2',
    version: 'v2.4.2',
    programs: { containerd: 'cmd/containerd', ctr: 'cmd/ctr' },
    tags: containerdTags,
    versionVariable: 'github.com/containerd/containerd/v2/version.Version',
  },
  'containerd-1.7': {
    module: 'github.com/containerd/containerd',
    version: 'v1.7.35',
    programs: { containerd: 'cmd/containerd', ctr: 'cmd/ctr' },
    tags: containerdTags,
    versionVariable: 'github.com/containerd/containerd/version.Version',
  },
  buildkit: {
    module: 'github.com/moby/buildkit',
    version: 'v0.33.1',
    requires: [policyHelpers],
    programs: { buildkitd: 'cmd/buildkitd', buildctl: 'cmd/buildctl' },
    tags: ['no_containerd_worker'],
    versionVariable: 'github.com/moby/buildkit/version.Version',
  },
  'docker-cli': {
    module: 'github.com/docker/cli',
    version: 'v29.9.0+incompatible',
    programs: { docker: 'cmd/docker' },
    requirements: 'vendor.mod',
    requires: ['github.com/moby/swarmkit/v2 v2.1.3-0.20260828175525-ad0357aedfca'],
    versionVariable: 'github.com/docker/cli/cli/version.Version',
    printedVersion: '29.9.0',
    isHeavy: true,
  },
  'docker-29': {
    module: 'github.com/moby/moby/v2',
    version: 'v2.0.0-beta.24',
    programs: { dockerd: 'cmd/dockerd' },
    tags: engineTags,
    versionVariable: 'github.com/moby/moby/v2/dockerversion.Version',
    isHeavy: true,
  },
  'docker-28': {
    module: 'github.com/docker/docker',
    version: 'v28.5.2+incompatible',
    programs: { dockerd: 'cmd/dockerd' },
    tags: engineTags,
    requirements: 'vendor.mod',
    versionVariable: 'github.com/docker/docker/dockerversion.Version',
    printedVersion: '28.5.2',
    isHeavy: true,
  },
  buildx: { module: 'github.com/docker/buildx', version: 'v0.29.1', programs: { 'docker-buildx': 'cmd/buildx' }, versionVariable: 'github.com/docker/buildx/version.Version', isHeavy: true },
  compose: { module: 'github.com/docker/compose/v2', version: 'v2.40.3', programs: { 'docker-compose': 'cmd' }, versionVariable: 'github.com/docker/compose/v2/internal.Version', isHeavy: true },
  terraform: { module: 'github.com/hashicorp/terraform', version: 'v1.13.3', programs: { terraform: '' }, isHeavy: true },
  'terraform-provider-docker': { module: 'github.com/docker/terraform-provider-docker', version: 'v0.6.0', programs: { 'terraform-provider-docker': '' }, isHeavy: true },
} as const satisfies Record<string, Recipe>;

export type NewerName = keyof typeof recipes;
export const newerNames = Object.keys(recipes) as NewerName[];

/** As people write it: `2.4.2`. */
export function shownVersion({ version, printedVersion = version }: Recipe): string {
  return printedVersion.replace(/^v/, '');
}
