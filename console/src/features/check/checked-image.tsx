// One answer: yes or no in plain words, why, and what to do next.
import { Link, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { permitTexts, ruleTexts } from '../../../../src/contract/rule-texts.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { CategoryBadge } from '../../policy/category-badge.tsx';
import { ClassificationSource } from '../../policy/classification-source.tsx';
import { EffectBadge } from '../../policy/effect-badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { AskOwner } from './ask-owner.tsx';
import { PullLine } from './pull-line.tsx';
import type { CheckResult } from './use-check.ts';
import styles from './check-results.module.css';

export interface CheckedImageProps {
  readonly result: CheckResult;
  readonly username: string | undefined;
}

export function CheckedImage({ result, username }: CheckedImageProps) {
  const id = useId();
  const { name: org } = useOrganization();
  const { image, effect, enforced, rule, category, source, organization, revision } = result;
  return (
    <section className={styles['result']} aria-labelledby={id} data-effect={effect}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['image']}>
          {image}
        </h2>
        <EffectBadge effect={effect} enforced={enforced} />
      </header>
      <Verdict result={result} username={username} />
      <Facts
        facts={[
          ...(category === null
            ? []
            : [
                [
                  'Category',
                  <span key="category" className={styles['category']}>
                    <CategoryBadge category={category} />
                    {source !== null && (
                      <span className={styles['soft']}>
                        <ClassificationSource source={source} />
                      </span>
                    )}
                  </span>,
                ] as const,
              ]),
          ['Rule that decided', ruleTexts[rule]],
          ...(organization === null
            ? []
            : [
                [
                  'Policy',
                  <span key="policy">
                    {organization}
                    {revision !== null && ', revision '}
                    {revision !== null && (organization === org ? (
                        <Link to="/orgs/$org/history" params={{ org }}>
                          {revision}
                        </Link>
                      ) : (
                        revision
                      ))}
                  </span>,
                ] as const,
              ]),
        ]}
      />
      <NextStep result={result} />
    </section>
  );
}

function Verdict({ result, username }: CheckedImageProps) {
  const isOwner = useIsOwner();
  const { effect, enforced, reason, rule } = result;
  const who = username ?? (isOwner ? 'A member' : 'You');
  if (effect === 'permit') {
    return (
      <p>
        {who} may pull this: {permitTexts[rule]}.
      </p>
    );
  }
  return (
    <>
      <p>{enforced ? `${who} may not pull this. The client shows:` : `The policy only records for now: ${who === 'You' ? 'you' : who === 'A member' ? 'a member' : who} may pull this, and it is recorded as a refusal. Once it is enforced, the client shows:`}</p>
      {reason !== null && <blockquote className={styles['reason']}>{reason}</blockquote>}
    </>
  );
}

/** The line to pull with, and the way to have it allowed. */
function NextStep({ result }: { readonly result: CheckResult }) {
  const isOwner = useIsOwner();
  const { effect, enforced, registry, repository, rule } = result;
  const isAllowable = effect === 'deny' && rule === 'category' && registry === 'docker.io';
  return (
    <>
      {(effect === 'permit' || !enforced) && <PullLine result={result} />}
      {isAllowable && isOwner && <AllowLink repository={repository} />}
      {effect === 'deny' && !isOwner && <AskOwner result={result} />}
      {effect === 'deny' && isOwner && !isAllowable && <OtherWay rule={rule} />}
    </>
  );
}

function AllowLink({ repository }: { readonly repository: string }) {
  const { name: org } = useOrganization();
  const navigate = useNavigate();
  const to = `/orgs/${org}/image-access?allow=${encodeURIComponent(repository)}`;
  return (
    <div>
      <a
        className={buttonClass({ look: 'primary' })}
        href={to}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          void navigate({ href: to });
        }}
      >
        Allow it
      </a>
    </div>
  );
}

/** What is refused for another reason than its category has its own place to be changed. */
function OtherWay({ rule }: Pick<CheckResult, 'rule'>) {
  const { name: org } = useOrganization();
  if (rule !== 'registry-access') return null;
  return (
    <div>
      <Link className={buttonClass()} to="/orgs/$org/registry-access" params={{ org }}>
        Registry access
      </Link>
    </div>
  );
}
