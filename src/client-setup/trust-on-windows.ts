// The certificate store of a Windows machine, whose authorities Docker Desktop hands on to its engine.
import { ownFile } from './client-setup.ts';
import type { Trust } from './trust-store.ts';

const path = 'C:\\ProgramData\\DockerDesktop\\pullgate.crt';

/** For PowerShell as an administrator. */
export function trustOnWindows(caPem: string): Trust {
  return {
    file: ownFile({ path, content: caPem.replaceAll('\n', '\r\n'), purpose: "Pullgate's certificate authority, for the machine's certificate store: it can vouch for the registries' hosts and for no others" }),
    update: { line: `certutil -addstore -f Root ${path}`, purpose: 'lets the machine trust it' },
    undo: (removal) => [{ line: `Remove-Item "Cert:\\LocalMachine\\Root\\$((Get-PfxCertificate ${path}).Thumbprint)"`, purpose: 'takes the trust away' }, removal],
  };
}
