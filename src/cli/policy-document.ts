// The policy as a file (YAML or JSON): what `policy show --yaml` prints, `policy set --file` sends and `image check --policy` decides by.
import { z } from 'zod';
import { describeIssue } from '../contract/describe-issue.ts';
import { registryAccessChange } from '../contract/registry-access.ts';
import { settingsChange } from '../contract/settings.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { CliFailure } from './failure.ts';

/** The settings as the admin API takes them, registry access among them, and the organization they are of. */
export const policyDocument = settingsChange.extend({
  organization: z.string().min(1).optional(),
  registry_access_management: registryAccessChange.optional(),
});
export type PolicyDocument = z.output<typeof policyDocument>;

export interface ParsedPolicyDocument {
  /** The file, or `stdin`. */
  readonly file: string;
  readonly document: PolicyDocument;
  /** The line, from 1, on which the value at `path` stands, or the nearest one above it that is in the file. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Parses the text of `file`. Throws CliFailure that names every problem with its line. */
export function parsePolicyDocument(text: string, file: string): ParsedPolicyDocument {
  const { value, problems: syntax, lineOf } = parseYaml(text);
  if (syntax.length > 0) throw badPolicyDocument(file, syntax.map(({ line, message }) => ({ line, message: lowerCase(message.replace(/\.$/, '')) })));
  const parsed = policyDocument.safeParse(value, { error: describeIssue, reportInput: true });
  if (parsed.success) return { file, document: parsed.data, lineOf };
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ line: lineOf(issue.path), message: sentence(issue.path, issue.message) }];
    return issue.keys.map((key) => ({ line: lineOf([...issue.path, key]), message: sentence([...issue.path, key], 'is no setting of a policy') }));
  });
  throw badPolicyDocument(file, problems);
}

/** The failure for a file with problems, in the order of its lines. */
export function badPolicyDocument(file: string, problems: readonly { readonly line: number; readonly message: string }[]): CliFailure {
  const inOrder = problems.toSorted((one, other) => one.line - other.line);
  return new CliFailure(`${file} is no policy: correct ${problems.length === 1 ? 'this' : `these ${problems.length} problems`}`, {
    problems: inOrder.map(({ line, message }) => `${file}:${line}: ${message}`),
  });
}

function sentence(path: readonly PropertyKey[], message: string): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
  return name === '' ? lowerCase(message) : `${name}: ${lowerCase(message)}`;
}

/** As every other message begins. */
function lowerCase(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
