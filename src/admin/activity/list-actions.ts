// GET /v2/auditlogs/{org}/actions: what an entry's action may be, as Docker Hub groups them.
import { actionTexts, groupLabels } from '../../core/activity/action-texts.ts';
import type { ActionText } from '../../core/activity/action-texts.ts';
import type { Operation } from '../operation.ts';

export const listActions: Operation<'listAuditLogActions'> = () => {
  const texts = Object.entries<ActionText>(actionTexts);
  const groups = Object.entries(groupLabels).map(([group, label]) => {
    const prefix = `${group}.`;
    const actions = texts.flatMap(([action, text]) => (action.startsWith(prefix) ? [{ name: action.slice(prefix.length), description: text.description, label: text.label }] : []));
    return [group, { label, actions }] as const;
  });
  return { body: { actions: Object.fromEntries(groups) } };
};
