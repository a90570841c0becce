// Enforced sign-in of Docker Desktop: which organizations a person must belong to, in each of the forms that it reads.
import { ownFile } from './client-setup.ts';
import type { SetupFile } from './client-setup.ts';
import type { ProxyAccess } from './proxy-access.ts';
import { registryMultiString, xmlText } from './quote.ts';

export const windowsKey = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Docker\\Docker Desktop';

/** docs.docker.com/enterprise/security/enforce-sign-in/methods: UTF-8 without a byte order mark. */
export function registryJson(path: string, organizations: readonly string[]): SetupFile {
  return ownFile({ path, content: `${JSON.stringify({ allowedOrgs: organizations })}\n`, purpose: 'Docker Desktop works for members of these organizations alone, once they have signed in' });
}

/** The same page: a key of several strings, one for each organization. Line ends as regedit writes them. */
export function registryKey(organizations: readonly string[]): SetupFile {
  return ownFile({
    path: 'pullgate.reg',
    content: ['Windows Registry Editor Version 5.00', '', `[${windowsKey}]`, `"allowedOrgs"=${registryMultiString(organizations)}`, ''].join('\r\n'),
    purpose: 'Docker Desktop works for members of these organizations alone, once they have signed in',
  });
}

/** The same page: an array, one string for each organization. */
export function desktopPlist(organizations: readonly string[]): SetupFile {
  return ownFile({
    path: '/Library/Application Support/com.docker.docker/desktop.plist',
    content: plist(['<key>allowedOrgs</key>', '<array>', ...organizations.map((name) => `  ${string(name)}`), '</array>']),
    purpose: 'Docker Desktop works for members of these organizations alone, once they have signed in',
  });
}

// One of each for every profile: who installs a newer one replaces the older.
const payloads = {
  profile: { identifier: 'io.pullgate.docker-desktop', uuid: '8b0d6f0e-5d0c-4f6e-9a55-2f6c7c1c5e01' },
  settings: { identifier: 'com.docker.config', uuid: '8b0d6f0e-5d0c-4f6e-9a55-2f6c7c1c5e02' },
  certificate: { identifier: 'io.pullgate.certificate-authority', uuid: '8b0d6f0e-5d0c-4f6e-9a55-2f6c7c1c5e03' },
} as const;

/**
 * A configuration profile: organizations in one string with semicolons between them, the proxy, and the certificate authority as a payload of its
 * own (developer.apple.com/documentation/devicemanagement, CertificateRoot).
 */
export function configurationProfile(organizations: readonly string[], { origin, exceptions, caPem }: ProxyAccess): SetupFile {
  const settings = [
    ...payload('com.docker.config', payloads.settings, 'Docker Desktop'),
    ...entry('allowedOrgs', organizations.join(';')),
    ...entry('overrideProxyHTTP', origin),
    ...entry('overrideProxyHTTPS', origin),
    ...entry('overrideProxyExclude', exceptions.join(',')),
  ];
  const certificate = [
    ...payload('com.apple.security.root', payloads.certificate, 'Pullgate certificate authority'),
    '<key>PayloadContent</key>',
    `<data>${base64Of(caPem)}</data>`,
  ];
  return ownFile({
    path: 'pullgate.mobileconfig',
    content: plist([
      '<key>PayloadContent</key>',
      '<array>',
      ...[settings, certificate].flatMap((lines) => ['  <dict>', ...lines.map((line) => `    ${line}`), '  </dict>']),
      '</array>',
      ...payload('Configuration', payloads.profile, 'Docker Desktop through Pullgate'),
      '<key>PayloadScope</key>',
      string('System'),
    ]),
    purpose: 'members of these organizations alone, the proxy, and the certificate authority that it needs, in one profile',
  });
}

function payload(type: string, { identifier, uuid }: { readonly identifier: string; readonly uuid: string }, displayName: string): readonly string[] {
  return [
    ...entry('PayloadType', type),
    '<key>PayloadVersion</key>',
    '<integer>1</integer>',
    ...entry('PayloadIdentifier', identifier),
    ...entry('PayloadUUID', uuid),
    ...entry('PayloadDisplayName', displayName),
    ...entry('PayloadOrganization', 'Pullgate'),
  ];
}

/** The first certificate of a PEM text, in DER. */
function base64Of(pem: string): string {
  return /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/.exec(pem)?.[1]?.replace(/\s/g, '') ?? '';
}

function entry(key: string, value: string): readonly string[] {
  return [`<key>${xmlText(key)}</key>`, string(value)];
}

function string(text: string): string {
  return `<string>${xmlText(text)}</string>`;
}

function plist(lines: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    ...lines.map((line) => `  ${line}`),
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
}
