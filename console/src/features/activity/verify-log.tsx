// Has the server read the whole log again, and says in words whether it is as it was written.
import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import styles from './activity.module.css';

export function useVerification(org: string) {
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.GET('/v2/orgs/{org}/activity/verify', { params: { path: { org } } });
      return data;
    },
  });
}

interface OfVerification {
  readonly verification: ReturnType<typeof useVerification>;
}

export function VerifyButton({ verification }: OfVerification) {
  return (
    <Button icon={<BadgeCheck aria-hidden="true" />} isPending={verification.isPending} onPress={() => verification.mutate()}>
      Verify
    </Button>
  );
}

export function VerificationResult({ verification: { data, error, isPending } }: OfVerification) {
  if (error !== null) return <Banner tone="danger" title="The log could not be verified">{toFailure(error).message}</Banner>;
  if (isPending || data === undefined) return null;
  return data.valid ? <Whole result={data} /> : <NotWhole result={data} />;
}

type Verification = Answer<'verifyActivity'>;

function Whole({ result: { entries, head } }: { readonly result: Verification }) {
  return (
    <Banner tone="good" title="The log is whole">
      {formatCount(entries, 'entry is', 'entries are')} as {entries === 1 ? 'it was' : 'they were'} written, in {entries === 1 ? 'its' : 'their'} order, with none missing.
      {head !== null && (
        <>
          {' '}
          The last is {formatNumber(head.sequence)}, <code>{head.hash.slice(0, 16)}…</code>
        </>
      )}
    </Banner>
  );
}

function NotWhole({ result: { problems, problem_count: count } }: { readonly result: Verification }) {
  return (
    <Banner tone="danger" title="The log is not as it was written">
      <p>{formatCount(count, 'problem')}. Compare the log with the last export.</p>
      <ul className={styles['problems']}>
        {problems.map(({ sequence, problem, message }) => (
          <li key={`${sequence ?? ''} ${problem}`}>{message}</li>
        ))}
      </ul>
      {count > problems.length && <p>And {formatNumber(count - problems.length)} more.</p>}
    </Banner>
  );
}
