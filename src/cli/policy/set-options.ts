// The flags of `policy set`, each one a part of the settings.
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { categories } from '../../core/policy/category.ts';
import { collect } from '../command.ts';

export type OverrideCategory = Exclude<(typeof categories)[number], 'organization'>;

export interface RegistryChange {
  readonly address: string;
  readonly allowed: boolean;
}

export interface OverrideChange {
  readonly namespace: string;
  readonly category: OverrideCategory;
}

/** The flags as commander hands them over; what was not given is absent. */
export interface SetFlags {
  readonly enabled?: boolean;
  readonly official?: boolean;
  readonly verifiedPublishers?: boolean;
  readonly sponsoredOpenSource?: boolean;
  readonly community?: boolean;
  readonly mode?: 'enforce' | 'audit';
  readonly allowlist?: boolean;
  readonly allow?: readonly string[];
  readonly disallow?: readonly string[];
  readonly helpText?: string;
  readonly addNamespace?: readonly string[];
  readonly removeNamespace?: readonly string[];
  readonly override?: readonly OverrideChange[];
  readonly removeOverride?: readonly string[];
  readonly signIn?: 'enforced' | 'anonymous';
  readonly registryAccess?: boolean;
  readonly registry?: readonly RegistryChange[];
  readonly removeRegistry?: readonly string[];
  readonly namespaceAccess?: boolean;
}

/** Adds the flags. */
export function addSetFlags(command: Command): Command {
  return addAccessFlags(addImageFlags(command));
}

function addImageFlags(command: Command): Command {
  return command
    .optionsGroup('Image access:')
    .option('--enabled', 'switch image access on: only what is allowed may be pulled')
    .option('--no-enabled', 'switch it off')
    .option('--official', 'allow Docker Official Images')
    .option('--no-official', 'refuse them')
    .option('--verified-publishers', 'allow images of verified publishers')
    .option('--no-verified-publishers', 'refuse them')
    .option('--sponsored-open-source', 'allow Docker-sponsored open source')
    .option('--no-sponsored-open-source', 'let it count as community')
    .option('--community', 'allow every other image of Docker Hub')
    .option('--no-community', 'refuse it')
    .addOption(new Option('--mode <mode>', 'refuse what is not allowed, or only record it').choices(['enforce', 'audit']))
    .option('--help-text <text>', "added to every refusal, such as an address to write to; '' for none")
    .optionsGroup('Exceptions:')
    .option('--allowlist', 'let the allowlist count: what is on it may be pulled')
    .option('--no-allowlist', 'do not let it count')
    .option('--allow <pattern>', "add to the allowlist: someuser/image, 'someuser/*' (repeatable)", collect)
    .option('--disallow <pattern>', 'remove from the allowlist (repeatable)', collect)
    .option('--add-namespace <name>', "count a namespace as the organization's own (repeatable)", collect)
    .option('--remove-namespace <name>', 'no longer count it so (repeatable)', collect)
    .option('--override <namespace=category>', `give a Docker Hub namespace a category: ${overrideCategories.join(', ')} (repeatable)`, collectOverride)
    .option('--remove-override <namespace>', 'take the category of the catalog again (repeatable)', collect);
}

function addAccessFlags(command: Command): Command {
  return command
    .optionsGroup('Registries and sign-in:')
    .option('--registry-access', 'allow only the registries on the list')
    .option('--no-registry-access', 'allow every registry of the gateway')
    .option('--registry <address=effect>', 'allow or deny a registry: docker.io=allow, ghcr.io=deny (repeatable)', collectRegistry)
    .option('--remove-registry <address>', 'take a registry off the list (repeatable)', collect)
    .addOption(new Option('--sign-in <who>', "refuse who is not signed in, or let the anonymous pull under the members' policy").choices(['enforced', 'anonymous']))
    .option('--namespace-access', 'keep members from pushing to their personal namespaces')
    .option('--no-namespace-access', 'let them');
}

const overrideCategories = categories.filter((category): category is OverrideCategory => category !== 'organization');

function collectRegistry(text: string, before: readonly RegistryChange[] | undefined): readonly RegistryChange[] {
  const [, address, effect] = /^(.+)=(allow|deny)$/.exec(text) ?? [];
  if (address === undefined) throw new InvalidArgumentError('write it as ghcr.io=allow or ghcr.io=deny');
  return [...(before ?? []), { address, allowed: effect === 'allow' }];
}

function collectOverride(text: string, before: readonly OverrideChange[] | undefined): readonly OverrideChange[] {
  const [namespace = '', name] = text.split('=');
  const category = overrideCategories.find((each) => each === name);
  if (namespace === '' || category === undefined) throw new InvalidArgumentError(`write it as namespace=category, with one of ${overrideCategories.join(', ')}`);
  return [...(before ?? []), { namespace, category }];
}
