// The way through single sign-on in a tab of its own, for who has a page open that must not go.
import { ExternalLink } from 'lucide-react';
import { buttonClass } from '../../ui/button.tsx';
import { type SingleSignOnOffer, startAddress } from './find-offers.ts';

export interface SignInElsewhereProps {
  readonly offers: readonly SingleSignOnOffer[];
  readonly look: 'primary' | 'secondary';
}

export function SignInElsewhere({ offers, look }: SignInElsewhereProps) {
  return offers.map((offer) => (
    <a key={offer.organization} className={buttonClass({ look })} href={startAddress(offer, '/sign-in/done')} target="_blank" rel="noreferrer">
      <ExternalLink aria-hidden="true" />
      {`Sign in with single sign-on of ${offer.organization}`}
      <span className="visually-hidden"> (in a new tab)</span>
    </a>
  ));
}
