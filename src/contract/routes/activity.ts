// Operations: the log of what people do.
import { activityExportQuery, activityPage, activityQuery, activityVerification, auditLogActions, auditLogs, auditLogsQuery } from '../activity.ts';
import { paths } from '../paths.ts';
import { bad, read } from '../route.ts';
import type { Route } from '../route.ts';

const exported = { query: activityExportQuery, content: ['text/csv', 'application/jsonl', 'text/plain'], problems: bad } as const;

export const activityRoutes = {
  listAuditLogActions: { ...read, path: paths.auditLogActions, summary: 'the actions that the log knows, by group', caller: 'owner', organizationTokenScope: 'activity-read', response: auditLogActions },
  listAuditLogs: { ...read, path: paths.auditLogs, summary: "the organization's log of what people did, newest first, in Docker Hub's form", caller: 'owner', organizationTokenScope: 'activity-read', query: auditLogsQuery, response: auditLogs, problems: bad },
  listActivity: { ...read, path: paths.activity, summary: "the organization's log of what people did, newest first, each entry whole", caller: 'owner', organizationTokenScope: 'activity-read', query: activityQuery, response: activityPage, problems: bad },
  exportActivity: { ...read, path: paths.activityExport, summary: "the organization's log as a file, oldest first: CSV, JSON Lines that can be verified without Pullgate, or CEF", caller: 'owner', organizationTokenScope: 'activity-read', ...exported },
  verifyActivity: { ...read, path: paths.activityVerify, summary: "whether the organization's log is whole", caller: 'owner', organizationTokenScope: 'activity-read', response: activityVerification },
  listInstallationActivity: { ...read, path: paths.installationActivity, summary: "the installation's own log: what belongs to no organization, people's own accounts among it", caller: 'installation-owner', query: activityQuery, response: activityPage, problems: bad },
  exportInstallationActivity: { ...read, path: paths.installationActivityExport, summary: "the installation's own log as a file", caller: 'installation-owner', ...exported },
  verifyInstallationActivity: { ...read, path: paths.installationActivityVerify, summary: "whether the installation's own log is whole", caller: 'installation-owner', response: activityVerification },
} as const satisfies Readonly<Record<string, Route>>;
