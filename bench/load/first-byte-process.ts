// The process of a client that asks for one blob after another and notes when the first byte of each came: apart, so that nothing else of the bench delays it.
import { request } from 'node:http';
import type { FirstByteAnswer, FirstByteQuestion } from './start-first-byte-client.ts';

process.on('message', ({ address, headers }: FirstByteQuestion) => {
  const asking = request(address, { headers, agent: false }, (answer) => {
    answer.once('data', () => {
      const atNs = process.hrtime.bigint().toString();
      answer.destroy();
      tell({ status: answer.statusCode ?? 0, atNs });
    });
  });
  asking.once('error', (error) => tell({ problem: error.message }));
  asking.end();
});
process.once('disconnect', () => process.exit(0));

function tell(answer: FirstByteAnswer): void {
  process.send?.(answer);
}
