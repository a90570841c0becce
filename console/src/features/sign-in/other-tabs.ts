// Tabs of the same browser tell each other that somebody has signed in.

const channelName = 'pullgate-sign-in';

export function announceSignIn(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('signed in');
  channel.close();
}

/** Calls back as well when this tab is looked at again: the sign-in may have happened anywhere. */
export function watchSignIn(onSignIn: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', onSignIn);
  globalThis.addEventListener('focus', onSignIn);
  return () => {
    channel.close();
    globalThis.removeEventListener('focus', onSignIn);
  };
}
