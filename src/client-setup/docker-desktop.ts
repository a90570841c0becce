// Docker Desktop: enforced sign-in, the proxy and the certificate authority, on each system in the form that it reads.
import { partOfFile, removeFiles } from './client-setup.ts';
import type { SetupChoice, SetupClient, SetupCommand, SetupFile, SetupTexts } from './client-setup.ts';
import { configurationProfile, desktopPlist, registryJson, registryKey, windowsKey } from './desktop-sign-in.ts';
import { SetupObstacle } from './facts.ts';
import type { SetupFacts } from './facts.ts';
import { proxyAccess } from './proxy-access.ts';
import type { ProxyAccess } from './proxy-access.ts';
import { shellWord } from './quote.ts';
import { trustOnMac } from './trust-on-mac.ts';
import { trustOnWindows } from './trust-on-windows.ts';
import { trustOnLinux } from './trust-store.ts';
import type { Trust } from './trust-store.ts';

const systems = ['macos', 'windows', 'linux'] as const;
type DesktopSystem = (typeof systems)[number];

/** Where Docker Desktop looks: docs.docker.com/enterprise/security, enforce sign-in and settings management. */
const places = {
  macos: { signIn: '/Library/Application Support/com.docker.docker/registry.json', settings: '/Library/Application Support/com.docker.docker/admin-settings.json' },
  windows: { signIn: 'C:\\ProgramData\\DockerDesktop\\registry.json', settings: 'C:\\ProgramData\\DockerDesktop\\admin-settings.json' },
  linux: { signIn: '/usr/share/docker-desktop/registry/registry.json', settings: '/usr/share/docker-desktop/admin-settings.json' },
} as const satisfies Record<DesktopSystem, { readonly signIn: string; readonly settings: string }>;

const restart: SetupCommand = { line: 'docker desktop restart', purpose: 'takes the files up; before Docker Desktop 4.37, quit it and start it again' };

const notes = [
  'These are names of organizations at Docker: a person signs in to Docker Desktop with a Docker ID that belongs to one of them. More than one takes Docker Desktop 4.36.',
  'Builds with BuildKit ask for tokens from the command line: set up docker-cli on macOS and Linux; on Windows, set HTTPS_PROXY in the terminal that builds.',
] as const;

export const dockerDesktop: SetupClient = {
  summary: 'Docker Desktop: enforced sign-in, proxy and certificate authority',
  systems,
  variants: {
    profile: { summary: 'a configuration profile, which its user cannot change', systems: ['macos'] },
    plist: { summary: 'desktop.plist and admin-settings.json', systems: ['macos'] },
    'registry-key': { summary: 'a key of the Windows registry and admin-settings.json', systems: ['windows'] },
    'registry-json': { summary: 'registry.json and admin-settings.json' },
  },
  make: (facts, choice) => {
    if (facts.organizations.length === 0) throw new SetupObstacle('you belong to no organization, and Docker Desktop has to be told one: ask an owner to add you');
    const proxy = proxyAccess(facts);
    const texts = choice.variant === 'profile' ? makeProfile(facts, proxy) : makeFiles(facts, proxy, choice);
    return { ...texts, notes: [...texts.notes, ...notes, ...proxy.notes] };
  },
};

function makeProfile({ organizations }: SetupFacts, proxy: ProxyAccess): SetupTexts {
  const profile = configurationProfile(organizations, proxy);
  return {
    files: [profile],
    commands: [{ line: `open ${profile.path}`, purpose: 'then install it in System Settings, General, Device Management; on many machines, hand it to the MDM' }, restart],
    undo: [{ line: 'sudo profiles remove -identifier io.pullgate.docker-desktop', purpose: 'removes the profile, where no MDM installed it' }, restart],
    notes: [],
  };
}

function makeFiles({ organizations }: SetupFacts, proxy: ProxyAccess, { os, variant }: SetupChoice): SetupTexts {
  const system = systems.find((each) => each === os) ?? 'linux';
  const trust = trustOn(system, proxy.caPem);
  const settings = adminSettings(places[system].settings, proxy);
  const signIn = signInFile(system, variant, organizations);
  const isKey = variant === 'registry-key';
  const own = [trust.file, ...(isKey ? [] : [signIn])];
  const isWindows = system === 'windows';
  const removal = isWindows ? { line: `Remove-Item ${own.map(({ path }) => path).join(', ')}`, purpose: 'removes the files' } : removeFiles(own);
  const edit = { line: `${isWindows ? 'notepad' : 'sudoedit'} ${isWindows ? settings.path : shellWord(settings.path)}`, purpose: 'take the keys "proxy" and "containersProxy" out' };
  return {
    files: [trust.file, settings, signIn],
    commands: [trust.update, ...(isKey ? [{ line: `reg import ${signIn.path}`, purpose: 'writes the key' }] : []), restart],
    undo: [...(isKey ? [{ line: `reg delete "${windowsKey.replace('HKEY_LOCAL_MACHINE', 'HKLM')}" /v allowedOrgs /f`, purpose: 'removes the key' }] : []), edit, ...trust.undo(removal), restart],
    notes: [
      'Docker Desktop reads admin-settings.json for members of an organization with Docker Business alone. Others enter the proxy by hand: Settings, Resources, Proxies, Manual.',
      ...(isWindows ? ['For PowerShell, started as an administrator.'] : []),
    ],
  };
}

function trustOn(system: DesktopSystem, caPem: string): Trust {
  switch (system) {
    case 'macos':
      return trustOnMac(caPem);
    case 'windows':
      return trustOnWindows(caPem);
    case 'linux':
      return trustOnLinux('debian', caPem);
  }
}

function signInFile(system: DesktopSystem, variant: string, organizations: readonly string[]): SetupFile {
  if (variant === 'registry-key') return registryKey(organizations);
  return variant === 'plist' ? desktopPlist(organizations) : registryJson(places[system].signIn, organizations);
}

/** `proxy` is the application's and the command line's, `containersProxy` that of image pulls; without `transparentPorts` no container is sent there. */
function adminSettings(path: string, { origin, exceptions }: ProxyAccess): SetupFile {
  const manual = { locked: true, mode: 'manual', http: origin, https: origin, exclude: exceptions };
  return partOfFile({
    path,
    content: `${JSON.stringify({ configurationFileVersion: 2, proxy: manual, containersProxy: { ...manual, transparentPorts: '' } }, null, 2)}\n`,
    purpose: 'sends Docker Desktop and its engine to the proxy; where the file is there already, add the two keys to it',
  });
}
