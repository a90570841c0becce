// Examples: records, the log of what people do, webhooks, and what the installation is made of.
import type { Example } from '../example.ts';

export const records: readonly Example[] = [
  { operation: 'listPulls', query: { effect: 'deny', from: '2026-01-01T00:00:00Z', limit: 50 }, keeps: { PULL: 'pulls.0.id' } },
  { operation: 'showPull', params: { id: '$PULL' } },
  { operation: 'exportPulls', query: { format: 'csv', effect: 'deny' } },
  { operation: 'showStatistics', query: { interval: 'day', group_by: 'category' } },
];

export const activity: readonly Example[] = [
  { operation: 'listAuditLogActions' },
  { operation: 'listAuditLogs', query: { action: 'org.settings.update', page_size: 25 } },
  { operation: 'listActivity', query: { limit: 50 } },
  { operation: 'exportActivity', query: { format: 'cef' } },
  { operation: 'verifyActivity' },
];

export const webhooks: readonly Example[] = [
  { operation: 'createWebhook', body: { url: 'https://hooks.example.com/pullgate', events: ['denial', 'org.settings.update'], description: 'to the chat' }, keeps: { WEBHOOK: 'id' }, note: '`secret` signs each delivery, and is shown this once.' },
  { operation: 'listWebhooks' },
  { operation: 'showWebhook', params: { id: '$WEBHOOK' } },
  { operation: 'updateWebhook', params: { id: '$WEBHOOK' }, body: { events: ['denial'], active: true } },
  { operation: 'testWebhook', params: { id: '$WEBHOOK' }, keeps: { DELIVERY: 'id' } },
  { operation: 'listDeliveries', params: { id: '$WEBHOOK' }, query: { page_size: 25 } },
  { operation: 'showDelivery', params: { id: '$WEBHOOK', delivery: '$DELIVERY' } },
  { operation: 'replayDelivery', params: { id: '$WEBHOOK', delivery: '$DELIVERY' }, status: 409, note: 'This one still waits to be delivered. One that was, or was given up, is sent once more: 202.' },
  { operation: 'removeWebhook', params: { id: '$WEBHOOK' } },
];

export const clientSetup: readonly Example[] = [{ operation: 'listClientSetups' }, { operation: 'showClientSetup', params: { client: 'podman' } }];

export const installation: readonly Example[] = [
  { operation: 'listUpstreams' },
  { operation: 'setUpstreamCredential', params: { registry: 'ghcr.io' }, body: { username: 'acme-robot', password: 'a token of the registry' } },
  { operation: 'listUpstreamCredentials' },
  { operation: 'removeUpstreamCredential', params: { registry: 'ghcr.io' } },
  { operation: 'showCache' },
  { operation: 'pruneCache', body: { unused_for_seconds: 2_592_000 } },
  { operation: 'startCacheVerification' },
  { operation: 'showCacheVerification' },
  { operation: 'showCertificateAuthority' },
  { operation: 'rotateCertificateAuthority', body: { forget_old: false } },
  { operation: 'showCatalogRefresh' },
  { operation: 'startCatalogRefresh', body: {}, status: 409, note: 'Where the refresh is switched off; else 202, and showing it tells how far it is.' },
  { operation: 'listInstallationActivity', query: { limit: 50 } },
  { operation: 'exportInstallationActivity', query: { format: 'jsonl' } },
  { operation: 'verifyInstallationActivity' },
];

export const server: readonly Example[] = [{ operation: 'showHealth' }, { operation: 'showOpenApi' }, { operation: 'showApiPage' }];
