// An entry as a line of the Common Event Format (version 0), which log collectors read.
import type { ActivityEntry } from '../../contract/activity.ts';
import { type ActionText, actionTexts } from '../../core/activity/action-texts.ts';

/** Of 10: for a collector to sort by. What ends or weakens something is above the rest. */
const severity = { usual: 3, notable: 6 } as const;
const notable = /(remove|delete|deactivate|disable|disabled|reset|rotate|enforcement_toggle|scim_token_refresh)$/;
/** What the format allows a custom text. */
const customTextMax = 4000;

/** One line with its end. */
export function cefLine(entry: ActivityEntry, { version }: { readonly version: string }): string {
  const { action } = entry;
  const texts: Readonly<Record<string, ActionText>> = actionTexts;
  const header = ['Pullgate', 'Pullgate', version, action, texts[action]?.label ?? action, String(notable.test(action) ? severity.notable : severity.usual)].map(escapeHeader);
  const extension = fieldsOf(entry).flatMap(([key, value]) => (value === '' ? [] : [`${key}=${escapeValue(value)}`]));
  return `CEF:0|${header.join('|')}|${extension.join(' ')}\n`;
}

/** In the names of the format's dictionary; `cs` and `cn` are its custom fields with their labels. */
function fieldsOf({ organization, sequence, time, action, name, actor, before, after, hash }: ActivityEntry): readonly (readonly [string, string])[] {
  const address = actor.client_address;
  const custom = Object.entries({ organization: organization ?? '', name, credential: [actor.credential.kind, actor.credential.id ?? ''].join(' ').trim(), before: jsonOf(before), after: jsonOf(after), hash });
  return [
    ['rt', String(Date.parse(time))],
    ['cat', action.slice(0, action.indexOf('.'))],
    ['act', action],
    ['suser', actor.name],
    ['suid', actor.id ?? ''],
    ...(address.includes(':') ? ([['c6a2', address], ['c6a2Label', 'Source IPv6 Address']] as const) : ([['src', address]] as const)),
    ['requestClientApplication', actor.user_agent],
    ['externalId', String(sequence)],
    ...custom.flatMap(([label, value], index) => (value === '' ? [] : ([[`cs${index + 1}`, value.slice(0, customTextMax)], [`cs${index + 1}Label`, label]] as const))),
    ['deviceExternalId', actor.request_id],
  ];
}

function jsonOf(value: ActivityEntry['before']): string {
  return value === null ? '' : JSON.stringify(value);
}

/** Backslash and bar; a header has no line breaks. */
function escapeHeader(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\|]/g, '\\$&');
}

/** Backslash, equals sign and line breaks. */
function escapeValue(text: string): string {
  return text.replace(/[\\=]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}
