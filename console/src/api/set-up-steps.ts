// What is left to do in a new organization, told from what the API answers alone.

export type StepId = 'password' | 'namespaces' | 'image-access' | 'connect' | 'pull' | 'people';

export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly isDone: boolean;
}

export interface SetUpFacts {
  /** The server made it up at the first start, and it was never changed. */
  readonly hasGeneratedPassword: boolean;
  /** The organization's besides its own name. */
  readonly namespaces: number;
  /** The owner said that there are no others. */
  readonly hasNoFurtherNamespaces: boolean;
  readonly isImageAccessOn: boolean;
  /** Of the newest pulls, allowed and refused. */
  readonly hasSignedInPull: boolean;
  readonly hasAllowedPull: boolean;
  readonly hasInvites: boolean;
  /** When the members' accounts were made, RFC 3339. */
  readonly joined: readonly string[];
}

/** In the order in which they are best done. */
export function setUpSteps({ hasGeneratedPassword, namespaces, hasNoFurtherNamespaces, isImageAccessOn, hasSignedInPull, hasAllowedPull, hasInvites, joined }: SetUpFacts): readonly Step[] {
  return [
    { id: 'password', title: 'Replace the generated password', isDone: !hasGeneratedPassword },
    { id: 'namespaces', title: 'Name your Docker Hub namespaces', isDone: namespaces > 0 || hasNoFurtherNamespaces },
    { id: 'image-access', title: 'Switch image access on', isDone: isImageAccessOn },
    { id: 'connect', title: 'Connect a client and sign in', isDone: hasSignedInPull },
    { id: 'pull', title: 'Make a first pull', isDone: hasAllowedPull },
    { id: 'people', title: 'Invite people', isDone: hasInvites || hasNewcomers(joined) },
  ];
}

/** The first start makes an owner and a member in the same moment: whoever came later was brought in. */
function hasNewcomers(joined: readonly string[]): boolean {
  return new Set(joined).size > 1;
}
