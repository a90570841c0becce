// What the help text may be: checked where it is typed, and where it comes in.

export const helpTextCharactersMax = 200;

export const helpTextPattern = /^[\x20-\x7e]*$/;

export const helpTextPatternProblem = 'must be one line of printable ASCII';
