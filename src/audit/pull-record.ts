// One decision and what came of it, as it is kept: flat, so that every store can index and export it.
import type { Category } from '../core/policy/category.ts';
import type { RuleId } from '../core/policy/decision.ts';

export interface PullRecord {
  /** Unique and sortable by time; inserting the same id twice is inserting once. */
  readonly id: string;
  /** Milliseconds since the Unix epoch, when the request came in. */
  readonly timeMs: number;
  readonly requestId: string;
  readonly subjectKind: 'user' | 'organization-token' | 'anonymous';
  readonly subjectId: string | null;
  /** User name, or the organization's name for an organization token; null for the anonymous. */
  readonly subjectName: string | null;
  readonly tokenId: string | null;
  /** The organization whose settings decided. */
  readonly organization: string | null;
  /** The organizations whose owners may read this record: those that bind the subject; where none does, all that the gateway serves. */
  readonly readableBy: readonly string[];
  readonly action: 'pull' | 'push';
  readonly endpoint: 'manifest' | 'blob' | 'tags' | 'referrers';
  readonly registry: string;
  readonly repository: string;
  readonly tag: string | null;
  /** As asked for; when a tag was asked for, what it named, where the answer told. */
  readonly digest: string | null;
  readonly category: Category | null;
  /** What the policy said; with `enforced` false (mode `audit`) a deny was permitted. */
  readonly effect: 'permit' | 'deny';
  readonly enforced: boolean;
  readonly rule: RuleId;
  /** The sentence that the person read; null for a permit. */
  readonly reason: string | null;
  readonly policyRevision: number | null;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly method: string;
  /** HTTP status of the answer. */
  readonly outcome: number;
  /** Bytes of the answer's body. */
  readonly bytes: number;
}
