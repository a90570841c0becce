// What a device remembers of setting up: nothing that the API knows.

const seen = (org: string): string => `pullgate-set-up-opened:${org}`;
const onlyName = (org: string): string => `pullgate-set-up-only-name:${org}`;
const hidden = (org: string): string => `pullgate-set-up-hidden:${org}`;

/** Whether the list of steps was ever opened: the first visit leads to it once. */
export function wasSetUpOpened(org: string): boolean {
  return localStorage.getItem(seen(org)) !== null;
}

export function rememberSetUpOpened(org: string): void {
  localStorage.setItem(seen(org), 'yes');
}

export function isSetUpHidden(org: string): boolean {
  return localStorage.getItem(hidden(org)) !== null;
}

export function hideSetUp(org: string): void {
  localStorage.setItem(hidden(org), 'yes');
}

/** An answer that the API has no place for: the organization has no namespace but its name. */
export function hasNoFurtherNamespaces(org: string): boolean {
  return localStorage.getItem(onlyName(org)) !== null;
}

export function rememberNoFurtherNamespaces(org: string): void {
  localStorage.setItem(onlyName(org), 'yes');
}
