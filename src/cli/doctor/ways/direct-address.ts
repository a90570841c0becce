// The registries' own addresses, from this machine and past every client: what a developer's own program would reach.
import { dockerHub } from '../../../core/image/reference.ts';
import { askRegistry } from '../ask-registry.ts';
import type { RegistryReply } from '../ask-registry.ts';
import type { Canaries } from '../canaries.ts';
import { closeByNetwork } from '../closing-line.ts';
import type { Finding, Verdict, Way } from '../finding.ts';
import { findGatewaySentence, isPermittedByGateway } from '../gateway-sentence.ts';
import { ProxyRefusal } from '../open-tls.ts';
import { hostsOf } from '../registry-hosts.ts';

export interface DirectOptions {
  readonly canaries: Canaries;
  /** The shell's HTTPS_PROXY; undefined for none. */
  readonly proxy: URL | undefined;
  readonly signal: AbortSignal;
  readonly showProgress: (text: string) => void;
}

/** The name in the table of what is tried without a client. */
const machine = 'this machine';

/** One finding for each host and way: directly and, where there is one, through the shell's proxy. */
export async function tryDirectAddresses({ canaries, proxy, signal, showProgress }: DirectOptions): Promise<readonly Finding[]> {
  const registries = [dockerHub, ...canaries.elsewhere.map(({ registry }) => registry), ...canaries.permittedRegistries];
  const manners: readonly { readonly way: Way; readonly proxy?: URL }[] = [{ way: 'direct address' }, ...(proxy === undefined ? [] : [{ way: 'through the proxy', proxy } as const])];
  const { repository, tag = 'latest' } = canaries.refused;
  const tried = manners.flatMap(({ way, ...through }) =>
    registries.flatMap((registry) =>
      hostsOf(registry).map(async (host): Promise<Finding> => {
        showProgress(`${machine}: ${host}`);
        const verdict = await askRegistry({ host, repository, tag, ...through, signal }).then((reply) => judgeReply(reply, { registry, repository }), judgeFailure);
        return { client: machine, way, target: host, ...verdict, close: verdict.result === 'leaks' ? closeLine(way, host) : null };
      }),
    ),
  );
  const findings = await Promise.all(tried);
  signal.throwIfAborted();
  return findings;
}

function judgeReply({ status, said, isRegistry, isPage, issuer }: RegistryReply, resource: { readonly registry: string; readonly repository: string }): Verdict {
  const sentence = findGatewaySentence(said.replaceAll('"', '\n'), resource);
  if (sentence !== undefined) return { result: 'covered', detail: `the gateway answers there: ${sentence}` };
  if (isPermittedByGateway(said, resource)) return { result: 'covered', detail: 'the gateway answers there, and permits it' };
  const who = `${status}, certificate of ${issuer}`;
  if (!isRegistry) return isPage ? { result: 'covered', detail: `a page for people answers there, and no registry: ${who}` } : { result: 'untried', detail: `what answers there is neither the gateway nor a registry: ${who}` };
  return { result: 'leaks', detail: `the registry itself answers: ${who}` };
}

function judgeFailure(failure: unknown): Verdict {
  if (failure instanceof ProxyRefusal) return { result: 'covered', detail: `the proxy lets nothing through: ${failure.message}` };
  const problem = failure instanceof Error ? ('code' in failure ? String(failure.code) : failure.message) : 'unknown';
  return { result: 'covered', detail: `nothing answers: ${problem}` };
}

function closeLine(way: Way, host: string): string {
  return way === 'through the proxy' ? `let the proxy in HTTPS_PROXY be the gateway's (proxy in docs/config.md), or refuse ${host}` : closeByNetwork([host]);
}
