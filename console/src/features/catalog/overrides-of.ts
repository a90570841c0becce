// The list of overrides as a change of the settings has it: whole.
import type { PolicySettings } from '../../policy/policy-settings.ts';

type Override = PolicySettings['catalog_overrides'][number];

export function overridesWithout(overrides: readonly Override[], namespace: string): Override[] {
  return overrides.filter((each) => each.namespace !== namespace).map(({ namespace: name, category }) => ({ namespace: name, category }));
}

export function overridesWith(overrides: readonly Override[], wanted: Override): Override[] {
  return [...overridesWithout(overrides, wanted.namespace), wanted];
}
