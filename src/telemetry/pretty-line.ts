// One log line for a person: `10:05:06 warn  message  field=value`, and an error's stack below it.

/** Turns a line of the JSON log into a readable one; both end in a newline. */
export function formatPrettyLine(json: string): string {
  const { time, level, message, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const parts = [clockOf(time), textOf(level).padEnd(5), oneLine(textOf(message))];
  const stacks: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (isErrorFields(value)) {
      parts.push(`${name}=${quoteWhereNeeded(value.message)}`);
      if (value.stack !== undefined) stacks.push(indent(value.stack));
    } else parts.push(`${name}=${quoteWhereNeeded(textOf(value))}`);
  }
  return `${[parts.join(' '), ...stacks].join('\n')}\n`;
}

function clockOf(time: unknown): string {
  return textOf(time).slice('2026-01-01T'.length, '2026-01-01T10:05:06'.length);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quoteWhereNeeded(text: string): string {
  return /^[^\s"=]+$/.test(text) && oneLine(text) === text ? text : JSON.stringify(text);
}

/** A text from outside must not start a line of its own or move the cursor. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function indent(stack: string): string {
  return stack
    .split('\n')
    .map((line) => `    ${oneLine(line)}`)
    .join('\n');
}

function isErrorFields(value: unknown): value is { message: string; stack?: string } {
  return typeof value === 'object' && value !== null && 'type' in value && 'message' in value && typeof value.message === 'string';
}
