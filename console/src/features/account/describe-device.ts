// A browser or a tool in words, from what it says of itself. Never more than a hint: anybody can say anything.

const browsers = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
] as const satisfies readonly (readonly [RegExp, string])[];

const systems = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac ?OS X\b|\bMacintosh\b|\bdarwin\b/i, 'macOS'],
  [/\bLinux\b/i, 'Linux'],
] as const satisfies readonly (readonly [RegExp, string])[];

const toolGrammar = /^([\w .-]{1,40})\/v?(\d+(?:\.\d+)*)/;

/** `Firefox 145 on Windows`, `pullgate 0.1.0 on Linux`; what says nothing of the kind is called what it calls itself. */
export function describeDevice(userAgent: string): string {
  if (userAgent === '') return 'Unknown device';
  const system = systems.find(([grammar]) => grammar.test(userAgent))?.[1];
  const program = browserIn(userAgent) ?? toolIn(userAgent);
  if (program === undefined) return system ?? userAgent.slice(0, 80);
  return system === undefined ? program : `${program} on ${system}`;
}

function browserIn(userAgent: string): string | undefined {
  for (const [grammar, name] of browsers) {
    const version = grammar.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return undefined;
}

function toolIn(userAgent: string): string | undefined {
  const [, name, version] = toolGrammar.exec(userAgent) ?? [];
  return name === undefined || name === 'Mozilla' ? undefined : `${name} ${version ?? ''}`.trim();
}
