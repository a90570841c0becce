// The policy as a page to read: what may be pulled comes first.
import { formatColumns, formatFields, printable } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { showTime } from '../moment.ts';
import type { Terminal } from '../terminal.ts';
import type { Policy } from './policy.ts';

type Settings = Policy['settings'];

/** Lays out the page. */
export function formatPage(terminal: Terminal, organization: string, { settings, revision, at, by }: Policy): string {
  const heading = (text: string): string => `\n${terminal.tone('bold', text)}`;
  const { restricted_images: images, namespaces, catalog_overrides: overrides } = settings;
  return [
    formatFields([
      ['Organization', organization],
      ['Revision', `${revision} (${showTime(at)} by ${by})`],
      ['Image access', imageAccess(images)],
      ['Registry access', settings.registry_access_management.enabled ? 'on' : 'off: every registry of the gateway is allowed'],
      ['Sign-in', settings.sign_in.enforced ? 'enforced' : "not enforced: the anonymous pull under the members' policy"],
      ['Namespace access', settings.namespace_access.enabled ? 'on: no pushes to personal namespaces' : 'off'],
      ['Help text', images.help_text === '' ? 'none' : printable(images.help_text)],
    ]),
    heading('Images on Docker Hub'),
    formatColumns(terminal, ['CATEGORY', 'RESULT', 'WHICH'], categoryRows(organization, settings)),
    ...listed(heading(`Allowlist (${images.allowlist.enabled ? 'on' : 'off'})`), images.allowlist.repositories),
    ...(overrides.length === 0 ? [] : [heading('Overrides of the catalog'), formatColumns(terminal, ['NAMESPACE', 'CATEGORY', 'BY', 'AT'], overrides.map(overrideRow))]),
    ...listed(heading("The organization's further namespaces"), namespaces),
    ...registryLines(terminal, heading(`Registries (${settings.registry_access_management.enabled ? 'on' : 'off'})`), settings),
  ].join('\n');
}

function imageAccess({ enabled, mode }: Settings['restricted_images']): string {
  if (!enabled) return 'off: every image may be pulled';
  return mode === 'audit' ? 'on, in audit: what is not allowed is recorded and let through' : 'on';
}

function categoryRows(organization: string, { restricted_images: images }: Settings): readonly (readonly Cell[])[] {
  const result = (allowed: boolean): Cell => {
    if (!images.enabled) return allowed ? 'allowed (once on)' : 'refused (once on)';
    if (allowed) return { text: 'allowed', tone: 'green' };
    return images.mode === 'audit' ? { text: 'recorded', tone: 'yellow' } : { text: 'refused', tone: 'red' };
  };
  return [
    ['organization', result(true), `${organization}/* and its further namespaces`],
    ['official', result(images.allow_official_images), 'library/*: Docker Official Images'],
    ['verified-publisher', result(images.allow_verified_publishers), 'Docker Verified Publishers, as the catalog lists them'],
    ['sponsored-open-source', result(images.allow_sponsored_open_source || images.allow_community_images), 'Docker-Sponsored Open Source, as the catalog lists it'],
    ['community', result(images.allow_community_images), 'everything else'],
  ];
}

function registryLines(terminal: Terminal, heading: string, { registry_access_management: access }: Settings): readonly string[] {
  if (!access.enabled && access.custom_registries.length === 0) return [];
  const effect = (allowed: boolean): Cell => (allowed ? { text: 'allowed', tone: 'green' } : { text: 'refused', tone: 'red' });
  const rows = [
    ...access.standard_registries.map(({ allowed }) => ['docker.io', effect(allowed), 'Docker Hub'] as const),
    ...access.custom_registries.map(({ address, friendly_name, allowed }) => [address, effect(allowed), friendly_name] as const),
    ['every other', effect(false), ''],
  ];
  return [heading, formatColumns(terminal, ['ADDRESS', 'RESULT', 'NAME'], rows)];
}

function overrideRow({ namespace, category, by, at }: Settings['catalog_overrides'][number]): readonly string[] {
  return [namespace, category, by, showTime(at)];
}

function listed(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, ...items.map((item) => `  ${printable(item)}`)];
}
