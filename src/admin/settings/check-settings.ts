// Whether an organization can be decided for with these settings.
import { InvalidSettings, compilePolicy } from '../../core/policy/compile-policy.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { invalidRequest } from '../problem.ts';

/** @throws ProblemError 400 with every problem */
export function checkSettings(organization: string, revision: number, settings: OrganizationSettings): void {
  try {
    compilePolicy({ organization, revision, settings });
  } catch (error) {
    if (error instanceof InvalidSettings) throw invalidRequest({ settings: error.problems });
    throw error;
  }
}
