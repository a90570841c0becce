// Whether a request comes from the admin API's own pages: a browser sends its cookies along with what other sites make it do.

/** `unknown`: no browser of today says nothing, so it is a program, or an old browser. */
export type Provenance = 'own-page' | 'other-site' | 'unknown';

export interface ProvenanceHeaders {
  /** Fetch Metadata, `Sec-Fetch-Site`: browsers alone can send it, about the page that asks. */
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
}

/** @param ownOrigin `https://admin.example.com`: what people reach the admin API under */
export function provenanceOf({ fetchSite, origin }: ProvenanceHeaders, ownOrigin: string): Provenance {
  // Right behind any proxy, since the browser itself compares.
  if (fetchSite === 'same-origin') return 'own-page';
  if (fetchSite !== undefined && fetchSite !== 'none') return 'other-site';
  if (origin === undefined) return 'unknown';
  return origin === ownOrigin ? 'own-page' : 'other-site';
}
