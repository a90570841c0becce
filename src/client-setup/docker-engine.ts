// Docker Engine: dockerd reaches the registries through the proxy, under the images' own names.
import { partOfFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { proxyAccess } from './proxy-access.ts';
import { proxiedService } from './service-proxy.ts';
import { signInByProxy } from './sign-in.ts';
import { linuxSystems, trustOnLinux } from './trust-store.ts';

const restartPurpose = 'stops the containers too, unless live-restore is on';
const notes = [
  'Builds with BuildKit, and docker login, manifest and buildx, ask registries from the CLI too: set up docker-cli on the same machine.',
  'Entries of registry-mirrors in daemon.json do not go around the gateway: the proxy refuses them unless they are in proxy.tunnel_hosts.',
] as const;

export const dockerEngine: SetupClient = {
  summary: 'Docker Engine (dockerd) through the proxy',
  systems: linuxSystems,
  variants: { systemd: { summary: 'variables in a systemd drop-in; every version' }, 'daemon-json': { summary: 'proxies in daemon.json; Docker Engine 23 and newer' } },
  make: (facts, { os, variant }) => {
    const texts = variant === 'daemon-json' ? makeDaemonJson(facts, os) : proxiedService(facts, { service: 'docker', restartPurpose, os });
    const { login, logout } = signInByProxy('docker', facts);
    return { ...texts, commands: [...texts.commands, ...login], undo: [...logout, ...texts.undo], notes: [...notes, ...texts.notes] };
  },
};

/** docs.docker.com/engine/daemon/proxy: dockerd wants the keys in this very form, and ignores its variables then. */
function makeDaemonJson(facts: SetupFacts, os: string): SetupTexts {
  const proxy = proxyAccess(facts);
  const trust = trustOnLinux(os, proxy.caPem);
  const { HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: none } = proxy.variables;
  const daemon = partOfFile({
    path: '/etc/docker/daemon.json',
    content: `${JSON.stringify({ proxies: { 'http-proxy': http, 'https-proxy': https, 'no-proxy': none } }, null, 2)}\n`,
    purpose: 'tells dockerd to reach registries through the proxy; where the file is there already, add the key to it',
  });
  const restart = { line: 'sudo systemctl restart docker', purpose: restartPurpose };
  return {
    files: [trust.file, daemon],
    commands: [trust.update, { line: 'sudo dockerd --validate --config-file /etc/docker/daemon.json', purpose: 'checks the file' }, restart],
    undo: [{ line: 'sudoedit /etc/docker/daemon.json', purpose: 'take the key "proxies" out' }, removeFiles([trust.file]), trust.update, restart],
    notes: proxy.notes,
  };
}
