// What opens over a page, or shows after a press: dialogs, panels, tabs, the menu of a phone. Screenshots are made of them as of pages.
import type { Locator, Page } from 'playwright-core';
import type { PersonName } from './console.ts';
import type { Demo } from './demo.ts';
import { settled } from './settled.ts';

export interface Moment {
  /** Of the screenshot's file. */
  readonly name: string;
  readonly path: string | ((demo: Demo) => string);
  /** Who sees it; left out: the owner. */
  readonly as?: readonly PersonName[];
  /** Leads there; left out: the address does. */
  readonly open?: (page: Page) => Promise<void>;
  /** What is there then; left out: a dialog. */
  readonly shown?: (page: Page) => Locator;
  /** There is such a thing on narrow screens alone. */
  readonly isOfPhones?: true;
}

const org = '/orgs/acme';
const password = 'correct-horse-battery';

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const fill = (page: Page, label: string, text: string): Promise<void> => page.getByLabel(label).first().fill(text);
const panel = (page: Page): Locator => page.getByRole('tabpanel');
const act = (of: string, item: string) => async (page: Page) => {
  await press(of)(page);
  await page.getByRole('menuitem', { name: item }).click();
};

export const moments: readonly Moment[] = [
  { name: 'menu', path: org, as: ['owner', 'member'], open: press('Open the menu'), isOfPhones: true },
  { name: 'pull-opened', path: ({ refusedPull }) => `${org}/pulls?pull=${refusedPull}`, as: ['owner', 'member'] },
  { name: 'pulls-more-filters', path: `${org}/pulls`, open: press('More filters') },
  { name: 'pulls-none', path: `${org}/pulls?image=nobody-pulls-this`, shown: (page) => page.getByRole('button', { name: 'Clear filters' }).last() },
  {
    name: 'check-file',
    path: `${org}/check`,
    open: async (page) => {
      await page.getByRole('textbox').first().fill('FROM node:26-slim AS build\nFROM containrrr/watchtower\nCOPY --from=build /app /app');
      await page.getByRole('button', { name: 'Check' }).click();
    },
    shown: (page) => page.getByText('containrrr/watchtower').last(),
  },
  {
    name: 'allowlist-typing',
    path: `${org}/image-access`,
    open: (page) => page.getByRole('combobox', { name: 'Add a repository or a namespace' }).pressSequentially('kafka'),
    shown: (page) => page.getByRole('listbox'),
  },
  {
    name: 'allowlist-paste',
    path: `${org}/image-access`,
    open: async (page) => {
      await press('Paste many')(page);
      await fill(page, 'Repositories and namespaces', 'mailhog/mailhog # for the tests\nNot_A Fine*Name\nother/*, traefik/whoami');
    },
  },
  { name: 'image-access-changed', path: `${org}/image-access?allow=containrrr/watchtower`, shown: (page) => page.getByRole('button', { name: 'Review and save' }) },
  { name: 'image-access-review', path: `${org}/image-access?allow=containrrr/watchtower`, open: press('Review and save') },
  { name: 'history-opened', path: `${org}/history?revision=4` },
  {
    name: 'history-bring-back',
    path: `${org}/history?revision=4`,
    open: press('Bring back'),
    shown: (page) => page.getByRole('alertdialog').or(page.getByRole('dialog')).last(),
  },
  { name: 'namespaces', path: `${org}/catalog?tab=namespaces`, shown: panel },
  { name: 'namespace-add', path: `${org}/catalog?tab=namespaces`, open: press('Add a namespace') },
  { name: 'overrides', path: `${org}/catalog?tab=overrides`, shown: panel },
  { name: 'override-set', path: `${org}/catalog?tab=overrides`, open: press('Set an override') },
  { name: 'catalog-refresh', path: `${org}/catalog?tab=refresh`, shown: panel },
  { name: 'member-add', path: `${org}/members`, open: press('Add a member') },
  { name: 'member-opened', path: `${org}/members`, open: (page) => page.getByRole('link', { name: 'olga', exact: true }).click() },
  { name: 'member-role', path: `${org}/members`, open: act('Actions for mina', 'Change role') },
  { name: 'member-remove', path: `${org}/members`, open: act('Actions for mina', 'Remove from the organization'), shown: (page) => page.getByRole('alertdialog') },
  { name: 'team-create', path: `${org}/teams`, open: press('Create a team') },
  { name: 'team-delete', path: `${org}/teams/payments`, open: press('Delete'), shown: (page) => page.getByRole('alertdialog') },
  {
    name: 'invite',
    path: `${org}/invitations`,
    open: async (page) => {
      await press('Invite people')(page);
      await fill(page, 'User names or e-mail addresses', 'Ann <ann@example.com>, mina\njonas@acme.example; no@body');
      await press('Go on')(page);
    },
    shown: (page) => page.getByLabel('What becomes of each'),
  },
  { name: 'access-token-create', path: `${org}/access-tokens`, open: press('Create a token') },
  { name: 'access-token-revoke', path: `${org}/access-tokens`, open: act('Actions for nightly builds', 'Delete'), shown: (page) => page.getByRole('alertdialog') },
  { name: 'scim-token', path: `${org}/sign-in-settings`, open: press('Connect a provider'), shown: (page) => page.getByLabel('Issuer') },
  { name: 'webhook-create', path: `${org}/webhooks`, open: press('Create a webhook') },
  { name: 'webhook-log', path: ({ webhook }) => `${org}/webhooks?webhook=${webhook}` },
  { name: 'account-tokens', path: '/account?tab=access-tokens', as: ['owner', 'member'], shown: panel },
  { name: 'account-token-create', path: '/account?tab=access-tokens', open: press('Create a token') },
  {
    name: 'account-token-shown',
    path: '/account?tab=access-tokens',
    open: async (page) => {
      await press('Create a token')(page);
      await fill(page, 'Label', 'build server');
      await press('Create token')(page);
    },
    shown: (page) => page.getByRole('button', { name: 'I have kept it' }),
  },
  { name: 'account-sign-in', path: '/account?tab=sign-in', shown: panel },
  {
    name: 'account-second-factor',
    path: '/account?tab=sign-in',
    open: async (page) => {
      await press('Switch on')(page);
      await page.getByRole('dialog').getByLabel('Password').fill(password);
      await press('Go on')(page);
    },
    shown: (page) => page.getByLabel('the key', { exact: true }),
  },
  { name: 'account-sessions', path: '/account?tab=sessions', shown: panel },
  { name: 'account-organizations', path: '/account?tab=organizations', shown: panel },
  // The last: nobody is signed in after it.
  {
    name: 'session-ended',
    path: `${org}/members`,
    open: async (page) => {
      await settled(page, 'Members');
      await page.context().request.post(new URL('/v2/sessions/end', page.url()).href, { headers: { Origin: new URL(page.url()).origin } });
      await page.getByRole('link', { name: 'olga', exact: true }).dispatchEvent('click');
    },
    shown: (page) => page.getByRole('dialog', { name: 'Your session has ended' }),
  },
];
