// What is wrong with a help text, while it is typed.
import { helpTextCharactersMax, helpTextPattern, helpTextPatternProblem } from '../../../../src/contract/help-text.ts';

export function helpTextProblems(text: string): readonly string[] {
  const wrong = [...new Set(Array.from(text).filter((character) => !helpTextPattern.test(character)))];
  return [
    ...(text.length > helpTextCharactersMax ? [`must have at most ${helpTextCharactersMax} characters: it has ${text.length}`] : []),
    ...(wrong.length > 0 ? [`${helpTextPatternProblem}: write ${wrong.slice(0, 5).join(' ')} in another way`] : []),
  ];
}
