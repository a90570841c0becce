// The system keychain of macOS, which Docker Desktop and programs written in Go trust.
import { ownFile } from './client-setup.ts';
import type { Trust } from './trust-store.ts';

const path = '/usr/local/pullgate/pullgate.crt';
const keychain = '/Library/Keychains/System.keychain';

/** security(1). The certificate says which trust to take away: it is removed last. */
export function trustOnMac(caPem: string): Trust {
  return {
    file: ownFile({ path, content: caPem, purpose: "Pullgate's certificate authority, for the system keychain: it can vouch for the registries' hosts and for no others" }),
    update: { line: `sudo security add-trusted-cert -d -r trustRoot -k ${keychain} ${path}`, purpose: 'lets the system trust it' },
    undo: (removal) => [{ line: `sudo security remove-trusted-cert -d ${path}`, purpose: 'takes the trust away' }, removal],
  };
}
