// HTML as a tagged template: whatever is put into it is text, unless it is markup itself.

/** HTML that may stand as it is. */
export interface Markup {
  readonly html: string;
}

export function markup(parts: TemplateStringsArray, ...values: readonly (string | Markup | readonly Markup[])[]): Markup {
  return { html: parts.map((part, index) => part + (index < values.length ? htmlOf(values[index] ?? '') : '')).join('') };
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function htmlOf(value: string | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => named[character] ?? character);
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
}

/** A text of ours: what stands between backticks is code. */
export function proseOf(text: string): Markup {
  const parts = text.split(/`([^`]*)`/);
  return markup`${parts.map((part, index) => (index % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`))}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
