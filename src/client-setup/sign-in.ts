// Signing in through the proxy: once at Docker Hub, and once for every other registry that is taken over, because clients keep a sign-in for each host.
import type { SetupCommand } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';

const dockerHub = 'docker.io';
export const passwordPurpose = 'the password is a personal access token of Pullgate, or your password there';

interface SignInTexts {
  readonly login: readonly SetupCommand[];
  readonly logout: readonly SetupCommand[];
}

/** docker takes Docker Hub for granted; podman wants its name. */
export function signInByProxy(tool: 'docker' | 'podman', { takenOverHosts, username }: Pick<SetupFacts, 'takenOverHosts' | 'username'>): SignInTexts {
  const registries = Object.entries(takenOverHosts).flatMap(([registry, hosts]) => (hosts.length === 0 ? [] : [registry]));
  const words = (registry: string): string => (registry === dockerHub && tool === 'docker' ? '' : ` ${registry}`);
  return {
    login: registries.map((registry) => ({ line: `${tool} login -u ${username}${words(registry)}`, purpose: `signs you in for images of ${registry}: ${passwordPurpose}` })),
    logout: registries.map((registry) => ({ line: `${tool} logout${words(registry)}`, purpose: 'forgets the sign-in' })),
  };
}
