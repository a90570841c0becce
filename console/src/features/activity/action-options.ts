// The actions to choose from: several at once by what they are about, then each of those that an organization's log has.
import { actionTexts } from '../../../../src/contract/action-texts.ts';
import type { Option } from '../../ui/select.tsx';

/** In place of no filter. */
export const everyAction = 'all';

const several = [
  { value: everyAction, label: 'Every action' },
  { value: 'org.settings', label: 'Settings' },
  { value: 'org.registry_access', label: 'Registry access' },
  { value: 'org.member', label: 'Members and invitations' },
  { value: 'org.member.invite', label: 'Invitations' },
  { value: 'org.team', label: 'Teams' },
  { value: 'org.access_token', label: 'Organization access tokens' },
  { value: 'org.webhook', label: 'Webhooks' },
  { value: 'enterprise', label: 'Single sign-on and SCIM' },
] as const satisfies readonly Option<string>[];

/** @param chosen from the address bar, where anything may stand */
export function actionOptions(chosen: string): readonly Option<string>[] {
  const single = Object.entries(actionTexts)
    .filter(([action]) => action.startsWith('org.') || action.startsWith('enterprise.'))
    .map(([value, { label }]) => ({ value, label, description: value }));
  const options = [...several, ...single];
  return options.some(({ value }) => value === chosen) ? options : [...options, { value: chosen, label: chosen }];
}
