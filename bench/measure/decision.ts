// One decision in process, by Pullgate and by Cedar: the same policy, the same requests, the same answers.
import { createCedarCalls, isAuthorized, prepareCedar } from '../decision/cedar.ts';
import { facts, requests, settings } from '../decision/case.ts';
import { timeCalls } from '../decision/time-calls.ts';
import type { CallTimes } from '../decision/time-calls.ts';
import { decide } from '../../src/core/policy/decide.ts';
import type { AccessRequest } from '../../src/core/policy/access-request.ts';
import type { Finding, Row } from '../row.ts';

const rounds = { pullgate: { warm: 40, measured: 40 }, cedar: { warm: 1, measured: 2 } } as const;

export const decision: Row = {
  name: 'decision',
  needs: [],
  limitMs: 60_000,
  measure: (stage) => {
    prepareCedar();
    const toCall = createCedarCalls({ settings, catalog: facts.catalog });
    const answers = requests.map((request) => ({ request, isPermitted: decide(request, facts).effect === 'permit', isPermittedByCedar: isAuthorized(toCall(request)) }));
    const different = answers.filter(({ isPermitted, isPermittedByCedar }) => isPermitted !== isPermittedByCedar);
    if (different.length > 0) return Promise.reject(new Error(`${different.length} requests are decided differently by Cedar, ${JSON.stringify(different[0])} for one`));
    const permitted = answers.filter(({ isPermitted }) => isPermitted).length;

    stage.say('decision: Pullgate');
    const pullgate = timeCalls({ ...rounds.pullgate, inputs: fresh, call: (request) => decide(request, facts).effect === 'permit', wanted: permitted });
    stage.say('decision: Cedar');
    const cedar = timeCalls({ ...rounds.cedar, inputs: () => fresh().map(toCall), call: isAuthorized, wanted: permitted });
    return Promise.resolve(describe(pullgate, cedar, permitted));
  },
};

/** New objects and new strings, as each request off the wire has them. */
function fresh(): readonly AccessRequest[] {
  return JSON.parse(JSON.stringify(requests)) as readonly AccessRequest[];
}

function describe(pullgate: CallTimes, cedar: CallTimes, permitted: number): readonly Finding[] {
  const raw = { requests: requests.length, permitted, 'mean us': pullgate.meanUs, 'clock us, subtracted': pullgate.clockUs };
  return [
    {
      what: 'one decision (10,000 allowlist entries, 500 namespaces), p50',
      target: { bound: 'under', value: 1, unit: 'us' },
      measured: pullgate.p50Us,
      raw,
    },
    { what: 'the same, p99', target: { bound: 'under', value: 5, unit: 'us' }, measured: pullgate.p99Us, raw: { 'p99.9 us': pullgate.p999Us } },
    {
      what: "the same requests decided by Cedar's WASM build, p50",
      target: { bound: 'at least', value: 50, unit: 'x' },
      measured: cedar.p50Us / pullgate.p50Us,
      raw: { 'Pullgate p50 us': pullgate.p50Us, 'Cedar p50 us': cedar.p50Us, 'Cedar p99 us': cedar.p99Us, 'ratio of means': cedar.meanUs / pullgate.meanUs },
    },
  ];
}
