// Where people come from.
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

export function PeopleStep({ org }: StepBodyProps) {
  return (
    <>
      <p>Everybody pulls with an account of their own, so that the record says who pulled what. Invite people by e-mail address, or let your identity provider bring them in.</p>
      <div className={styles['buttons']}>
        <Link to="/orgs/$org/invitations" params={{ org }} className={buttonClass({ look: 'primary' })}>
          Invite people
        </Link>
        <Link to="/orgs/$org/sign-in-settings" params={{ org }} className={buttonClass()}>
          Single sign-on
        </Link>
      </div>
    </>
  );
}
