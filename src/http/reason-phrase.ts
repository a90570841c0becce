// An error's sentence as the status line's reason phrase: the only place where docker, podman, skopeo, buildah and containerd look for it
// when a status is 5xx, and containerd for most others.
const lengthMax = 300;

/** RFC 9112 section 4: visible ASCII and spaces, at most 300 characters; anything else becomes a space. */
export function reasonPhrase(message: string): string {
  return message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, lengthMax).trim();
}
