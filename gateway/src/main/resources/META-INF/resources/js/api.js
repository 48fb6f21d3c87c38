import { authorized } from './session.js';

/** The gateway's REST interface. */

const RUNS = '/api/v1/runs';

export const fileUrl = (id, name) => `${RUNS}/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`;

export const run = (id) => call(`${RUNS}/${encodeURIComponent(id)}`);

/** run.json of a completed run. */
export const report = (id) => call(fileUrl(id, 'run.json'));

export const layers = (id) => call(`${RUNS}/${encodeURIComponent(id)}/layers`);

export const scores = (id, step) => call(`${RUNS}/${encodeURIComponent(id)}/steps/${step}/scores`);

export const pause = (id) => call(`${RUNS}/${encodeURIComponent(id)}/pause`, 'POST');

export const resume = (id) => call(`${RUNS}/${encodeURIComponent(id)}/resume`, 'POST');

export const cancel = (id) => call(`${RUNS}/${encodeURIComponent(id)}`, 'DELETE');

export const cluster = () => call('/api/v1/cluster');

export const schema = () => call('/api/v1/schema/run-spec');

export const dryRun = (spec) => call('/api/v1/dry-runs', 'POST', spec, 'application/yaml');

export const submit = (spec) => call(RUNS, 'POST', spec, 'application/yaml');

const SCHEDULES = '/api/v1/schedules';

const at = (name) => `${SCHEDULES}/${encodeURIComponent(name)}`;

export const schedules = () => call(SCHEDULES);

export const schedule = (name) => call(at(name));

export const createSchedule = (text) => call(SCHEDULES, 'POST', text, 'application/yaml');

export const replaceSchedule = (name, text) => call(at(name), 'PUT', text, 'application/yaml');

export const pauseSchedule = (name) => call(`${at(name)}/pause`, 'POST');

export const resumeSchedule = (name) => call(`${at(name)}/resume`, 'POST');

export const deleteSchedule = (name) => call(at(name), 'DELETE');

/** @param object key of what takes the placeholder's place; undefined where there is none */
export const fireSchedule = (name, object) =>
  call(`${at(name)}/firings`, 'POST', JSON.stringify({ object }), 'application/json');

/** Sends a file under its own checksum and resolves to the location that a specification names it by. */
export async function upload(file) {
  if (!crypto.subtle) {
    throw new Error('This browser computes checksums for https and localhost only; upload with ./apoptosis instead.');
  }
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const name = file.name.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[._-]+/, '');
  const { location } = await call(`/api/v1/uploads/${sha256}/${name}`, 'PUT', file, 'application/octet-stream');
  return location;
}

/** Resolves to the answer; rejects with what the gateway says is wrong, `errors` one by one. */
async function call(url, method = 'GET', body = undefined, type = undefined) {
  const headers = { Accept: 'application/json, application/schema+json', ...(type && { 'Content-Type': type }) };
  const response = await authorized(url, { method, headers, body });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail ?? plain(response.status)), { errors: problem.errors });
  }
  return response.json();
}

const plain = (status) =>
  status === 403 ? 'Your token does not allow that.' : `The gateway answered ${status}.`;

/** An address of a result file that needs no token for a while, which a link can't carry. */
export const linkTo = async (id, name) => (await call(`${fileUrl(id, name)}/link`)).path;
