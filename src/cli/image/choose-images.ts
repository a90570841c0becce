// Which images to check: those named, those on stdin, those a Dockerfile builds from.
import { CliFailure } from '../failure.ts';
import { readTextFile } from '../policy-file.ts';
import type { Terminal } from '../terminal.ts';
import { imagesOfDockerfile } from './dockerfile.ts';

const MiB = 1024 * 1024;

/** All images, in the order they were given, each once. Throws CliFailure when there is none. */
export async function chooseImages(terminal: Terminal, names: readonly string[], dockerfiles: readonly string[]): Promise<readonly string[]> {
  const images: string[] = [];
  for (const name of names) images.push(...(name === '-' ? await readNames(terminal) : [name]));
  for (const file of dockerfiles) images.push(...imagesOfDockerfile(await readTextFile(file, MiB), file));
  if (images.length === 0) throw new CliFailure('no image to check: name one, such as pullgate image check nginx');
  return [...new Set(images)];
}

async function readNames(terminal: Terminal): Promise<readonly string[]> {
  const lines = (await terminal.readInput(MiB)).split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
