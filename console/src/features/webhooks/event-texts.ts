// What a webhook is told of, in words.

export const wholeEvents = {
  denial: { name: 'Denials', description: 'What the policy refuses, or would refuse in the mode audit.' },
  activity: { name: 'All activity', description: 'Every entry of the activity log.' },
} as const;

/** `Denials, 3 kinds of activity` */
export function describeEvents(events: readonly string[]): string {
  const acts = events.filter((event) => event !== 'denial' && event !== 'activity').length;
  return [
    ...(events.includes('denial') ? [wholeEvents.denial.name] : []),
    ...(events.includes('activity') ? [wholeEvents.activity.name] : []),
    ...(acts > 0 ? [`${acts} ${acts === 1 ? 'kind' : 'kinds'} of activity`] : []),
  ].join(', ');
}
