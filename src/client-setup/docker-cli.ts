// The docker command: what it asks registries itself goes through the proxy too, BuildKit's tokens above all.
import { ownFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupCommand } from './client-setup.ts';
import { proxyAccess } from './proxy-access.ts';
import type { ProxyAccess } from './proxy-access.ts';
import { shellWord } from './quote.ts';
import { signInByProxy } from './sign-in.ts';
import { trustOnMac } from './trust-on-mac.ts';
import { linuxSystems, trustOnLinux } from './trust-store.ts';

const macFolder = '/usr/local/pullgate/bin';

/** The CLI reads HTTPS_PROXY, and no setting in config.json stands for it: `proxies` there is for containers alone. */
export const dockerCli: SetupClient = {
  summary: 'the docker command and BuildKit through the proxy',
  systems: [...linuxSystems, 'macos'],
  variants: { wrapper: { summary: 'a script before the docker command, so that no other program is sent to the proxy' } },
  make: (facts, { os }) => {
    const proxy = proxyAccess(facts);
    const isMac = os === 'macos';
    const trust = isMac ? trustOnMac(proxy.caPem) : trustOnLinux(os, proxy.caPem);
    const wrapper = ownFile({
      path: `${isMac ? macFolder : '/usr/local/bin'}/docker`,
      mode: '0755',
      content: wrapperScript(proxy),
      purpose: 'runs the docker command that is installed, through the proxy',
    });
    const files = [trust.file, wrapper];
    const { login, logout } = signInByProxy('docker', facts);
    const onPath: SetupCommand = isMac
      ? { line: `echo 'export PATH="${macFolder}:$PATH"' >> ~/.zshrc; exec zsh`, purpose: 'puts the script before the docker command' }
      : { line: 'hash -r; command -v docker', purpose: 'prints /usr/local/bin/docker: the script stands before the docker command' };
    return {
      files,
      commands: [trust.update, onPath, ...login],
      undo: [...logout, ...trust.undo(removeFiles(files)), { line: 'hash -r', purpose: 'lets the shell forget where the script was' }],
      notes: [
        'Do not put the proxy into "proxies" of ~/.docker/config.json: the CLI does not use it for itself, but hands it to every container and build step.',
        'A docker host that is reached by tcp:// goes through the proxy as well: add it to NO_PROXY in the script.',
        ...(isMac ? [] : ['Where the docker command itself is /usr/local/bin/docker, put the script into another folder that comes earlier in PATH.']),
        ...proxy.notes,
      ],
    };
  },
};

function wrapperScript({ variables }: ProxyAccess): string {
  return [
    '#!/bin/sh',
    '# The docker command, through Pullgate: it asks registries for tokens itself when BuildKit builds.',
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${shellWord(value)}`),
    'self=$(readlink -f "$0")',
    'IFS=:',
    'for folder in $PATH; do',
    '  if [ -x "$folder/docker" ] && [ "$(readlink -f "$folder/docker")" != "$self" ]; then exec "$folder/docker" "$@"; fi',
    'done',
    'echo "docker: there is none in PATH but $self: install Docker\'s CLI" >&2',
    'exit 127',
    '',
  ].join('\n');
}
