// `pullgate catalog show`: what a Docker Hub namespace counts as, and how that is known.
import { Option } from 'commander';
import type { Command } from 'commander';
import { catalogEntry } from '../../contract/catalog.ts';
import type { CatalogEntry } from '../../contract/catalog.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { InvalidPattern, parseNamespace } from '../../core/image/pattern.ts';
import { dockerHub } from '../../core/image/reference.ts';
import { officialNamespace } from '../../core/policy/classify.ts';
import { shippedCatalog } from '../../facts/publishers.ts';
import { describeSource } from '../classification-text.ts';
import { formatFields, printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

type ShowOptions = ConnectionOptions & OrganizationOption & { readonly offline?: true; readonly json?: true };

/** Declares the command. */
export function catalogShowCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'show',
    summary: 'show what a Docker Hub namespace counts as, and why',
    description: "Show what a Docker Hub namespace counts as, and why: in the organization's eyes, or offline by the shipped catalog alone.",
    examples: ['pullgate catalog show grafana', 'pullgate catalog show --offline grafana'],
  });
  command
    .argument('<namespace>', 'a namespace of Docker Hub: grafana of grafana/grafana')
    .addOption(new Option('--offline', 'ask the shipped catalog alone, not the server').conflicts(['org', 'server', 'username', 'passwordStdin']));
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (namespace: string, options: ShowOptions) => context.terminal.print(await showEntry(context, namespace, options)));
}

async function showEntry(context: CliContext, text: string, options: ShowOptions): Promise<string> {
  const namespace = parseHubNamespace(text);
  const entry = options.offline ? shippedEntry(namespace) : await serverEntry(context, namespace, options);
  if (options.json) return formatJson(entry);
  return formatFields([
    ['Namespace', entry.namespace],
    ['Category', entry.category],
    ['Why', printable(describeSource(entry.source))],
    ['Badge', entry.badge ?? 'none known'],
    ...(entry.source.evidence === undefined ? [] : [['Evidence', printable(entry.source.evidence)] as const]),
  ]);
}

async function serverEntry(context: CliContext, namespace: string, options: ShowOptions): Promise<CatalogEntry> {
  const session = await connect(context, options);
  const org = await chooseOrganization(session, options);
  return session.api.call({ method: 'GET', path: pathOf(paths.catalog, { org, namespace }), answer: catalogEntry });
}

/** What the shipped catalog says, without any organization's own namespaces and overrides. */
function shippedEntry(namespace: string): CatalogEntry {
  if (namespace === officialNamespace) return { namespace, category: 'official', badge: 'official', source: { kind: 'library' } };
  const entry = shippedCatalog.entry(namespace);
  if (entry === undefined) return { namespace, category: 'community', badge: null, source: { kind: 'unlisted' } };
  const { category, source } = entry;
  return { namespace, category, badge: category === 'community' ? null : category, source: { kind: 'catalog', namespace, evidence: source.evidence, as_of: source.asOf } };
}

function parseHubNamespace(text: string): string {
  try {
    const { registry, namespace } = parseNamespace(text);
    if (registry === dockerHub) return namespace;
  } catch (cause) {
    if (!(cause instanceof InvalidPattern)) throw cause;
  }
  throw new CliFailure(`${text} is no namespace of Docker Hub: name it alone, such as grafana for grafana/grafana`);
}
