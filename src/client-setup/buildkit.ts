// BuildKit by itself: a builder of docker buildx, or buildkitd as a service.
import { ownFile, removeFiles } from './client-setup.ts';
import type { SetupClient, SetupFile, SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { proxyAccess } from './proxy-access.ts';
import type { ProxyAccess } from './proxy-access.ts';
import { shellWord, tomlString } from './quote.ts';
import { proxiedService } from './service-proxy.ts';
import { linuxSystems, trustOnLinux } from './trust-store.ts';

const builder = 'pullgate';
const noMirrors = 'Do not name the gateway under mirrors in buildkitd.toml: BuildKit goes on to the registry when a mirror refuses.';
const alsoCli = 'Tokens are asked for by the command that starts the build: set up docker-cli on the same machine, or run buildctl with the same HTTPS_PROXY.';

export const buildkit: SetupClient = {
  summary: 'BuildKit: a builder of docker buildx, or buildkitd',
  systems: linuxSystems,
  variants: { buildx: { summary: 'a builder in a container (docker-container)' }, service: { summary: 'buildkitd as a systemd service' } },
  make: (facts, { os, variant }) => (variant === 'service' ? makeService(facts, os) : makeBuilder(facts, os)),
};

function makeService(facts: SetupFacts, os: string): SetupTexts {
  const texts = proxiedService(facts, { service: 'buildkit', restartPurpose: 'ends the builds that run', os });
  return { ...texts, notes: [noMirrors, alsoCli, ...texts.notes] };
}

/**
 * docs.docker.com/build/builders/drivers/docker-container: variables as driver options; buildx copies the certificates that buildkitd.toml names
 * into the container. A value with commas stands in quotes, as in CSV.
 */
function makeBuilder(facts: SetupFacts, os: string): SetupTexts {
  const proxy = proxyAccess(facts);
  const trust = trustOnLinux(os, proxy.caPem);
  const toml = configuration(facts, trust.file.path);
  const options = [`env.http_proxy=${proxy.origin}`, `env.https_proxy=${proxy.origin}`, `"env.no_proxy=${proxy.exceptions.join(',')}"`];
  const remove = { line: `docker buildx rm ${builder}`, purpose: 'removes the builder' };
  return {
    files: [trust.file, toml],
    commands: [
      trust.update,
      {
        line: `docker buildx create --name ${builder} --driver docker-container ${options.map((option) => `--driver-opt ${shellWord(option)}`).join(' ')} --config ${toml.path} --use --bootstrap`,
        purpose: 'makes the builder and uses it from now on',
      },
    ],
    undo: [remove, removeFiles([trust.file, toml]), trust.update],
    notes: [noMirrors, alsoCli, builderNote(proxy), ...proxy.notes],
  };
}

function builderNote({ origin }: ProxyAccess): string {
  return `The builder runs in a container: ${origin} must be reachable from there.`;
}

/** buildkitd.toml(5): the registry's table trusts the authority for that registry. */
function configuration({ takenOverHosts }: SetupFacts, caPath: string): SetupFile {
  const tables = Object.keys(takenOverHosts).flatMap((registry) => ['', `[registry.${tomlString(registry)}]`, `  ca = [${tomlString(caPath)}]`]);
  return ownFile({
    path: '/etc/buildkit/pullgate.toml',
    content: ['# The registries are reached through Pullgate, whose certificates are trusted for them.', ...tables, ''].join('\n'),
    purpose: "lets the builder trust Pullgate's certificate authority",
  });
}
