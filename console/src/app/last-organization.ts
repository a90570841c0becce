// Which organization was open last on this device.

const key = 'pullgate-organization';

export function readLastOrganization(): string | null {
  return localStorage.getItem(key);
}

export function rememberOrganization(name: string): void {
  localStorage.setItem(key, name);
}
