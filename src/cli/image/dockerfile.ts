// The images that a build of a Dockerfile pulls, or why they cannot be told.
import { imagesOfDockerfile as readDockerfile } from '../../contract/dockerfile-images.ts';
import { CliFailure } from '../failure.ts';

/** Throws CliFailure naming the lines whose argument has no default. */
export function imagesOfDockerfile(text: string, file: string): readonly string[] {
  const { images, unresolved } = readDockerfile(text);
  const problems = unresolved.map(({ line, image }) => `${file}:${line}: ${image} has no default: give it one with ARG before the first FROM`);
  if (problems.length > 0) throw new CliFailure(`${file} names images that depend on the build`, { problems });
  return images.map(({ image }) => image);
}
