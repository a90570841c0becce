// What somebody types who looks for a namespace: its name, or an image in it.

/** `grafana/loki:3` and `docker.io/grafana/loki` are of `grafana`; a name alone is the namespace. */
export function namespaceOf(typed: string): string {
  const text = typed.trim().toLowerCase().replace(/^(?:https:\/\/hub\.docker\.com\/(?:r|u)\/|(?:index\.)?docker\.io\/)/, '');
  return text.split('/', 1)[0] ?? '';
}
