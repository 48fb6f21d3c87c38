import { readEvents } from './events.js';
import { authorized } from './session.js';

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const link = document.getElementById('link');

/**
 * Server-sent events that survive a gateway's restart: a stream that ends is opened again, with the id of the last event. Not an
 * EventSource, which can't send a token.
 *
 * @param receive called with each event's data
 * @return closes it
 */
export function live(url, receive) {
  const closing = new AbortController();
  let wait = SHORTEST_WAIT;
  let last;

  async function listen() {
    const headers = { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) };
    const response = await authorized(url, { headers, cache: 'no-store', signal: closing.signal });
    if (!response.ok) {
      throw new Error(`the gateway answered ${response.status}`);
    }
    say('live', 'Live');
    wait = SHORTEST_WAIT;
    await readEvents(response.body, (event) => {
      last = event.id ?? last;
      if (event.name === 'run') {
        receive(JSON.parse(event.data));
      }
    });
  }

  async function follow() {
    while (!closing.signal.aborted) {
      await listen().catch(() => {});
      if (!closing.signal.aborted) {
        say('lost', 'Reconnecting…');
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(2 * wait, LONGEST_WAIT);
      }
    }
  }

  follow();
  return () => {
    closing.abort();
    say('', '');
  };
}

function say(kind, text) {
  link.className = `link ${kind}`;
  link.textContent = text;
}
