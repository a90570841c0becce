// After a password that was right but is not accepted any more: the way that is.
import { useQuery } from '@tanstack/react-query';
import { buttonClass } from '../../ui/button.tsx';
import { findOffers, startAddress } from './find-offers.ts';

export interface SingleSignOnInsteadProps {
  readonly organization: string;
  /** A path of the console to come back to. */
  readonly next: string;
}

export function SingleSignOnInstead({ organization, next }: SingleSignOnInsteadProps) {
  const { data: offers = [] } = useQuery({ queryKey: ['single sign-on offers', organization], queryFn: () => findOffers(organization) });
  return offers.map((offer) => (
    <a key={offer.organization} className={buttonClass({ look: 'primary' })} href={startAddress(offer, next)}>
      {`Sign in with single sign-on of ${offer.organization}`}
    </a>
  ));
}
