// Where an operating system keeps the authorities that it trusts, and how it takes up a new one.
import { ownFile } from './client-setup.ts';
import type { SetupCommand, SetupFile } from './client-setup.ts';

export const linuxSystems = ['debian', 'fedora', 'suse', 'arch', 'alpine'] as const;
export type LinuxSystem = (typeof linuxSystems)[number];

interface TrustStore {
  /** Every file in it is trusted. */
  readonly folder: string;
  readonly update: string;
}

/** Debian stands for Ubuntu as well, Fedora for RHEL and its kin. */
const trustStores = {
  debian: { folder: '/usr/local/share/ca-certificates', update: 'update-ca-certificates' },
  fedora: { folder: '/etc/pki/ca-trust/source/anchors', update: 'update-ca-trust' },
  suse: { folder: '/etc/pki/trust/anchors', update: 'update-ca-certificates' },
  arch: { folder: '/etc/ca-certificates/trust-source/anchors', update: 'update-ca-trust' },
  alpine: { folder: '/usr/local/share/ca-certificates', update: 'update-ca-certificates' },
} as const satisfies Record<LinuxSystem, TrustStore>;

export interface Trust {
  readonly file: SetupFile;
  /** Lets the system trust what is in the file. */
  readonly update: SetupCommand;
  /** Takes the trust away, around the command that removes the file. */
  readonly undo: (removal: SetupCommand) => readonly SetupCommand[];
}

/** Lets a Linux system trust Pullgate's authority. The same file for every client, so that several set up share it. */
export function trustOnLinux(os: string, caPem: string): Trust {
  const system = linuxSystems.find((each) => each === os) ?? 'debian';
  const { folder, update } = trustStores[system];
  const taken: SetupCommand = { line: `sudo ${update}`, purpose: 'takes the certificates of the trust store up' };
  return {
    file: ownFile({
      path: `${folder}/pullgate.crt`,
      content: caPem,
      purpose: "Pullgate's certificate authority, for the system's trust store: it can vouch for the registries' hosts and for no others",
    }),
    update: taken,
    undo: (removal) => [removal, taken],
  };
}
