const LONGEST_WAIT = 15_000;
const link = document.getElementById('link');

/**
 * Server-sent events that survive a gateway's restart. The browser reconnects by itself (with Last-Event-ID) after a broken
 * connection, but gives up after an answer like 503; then a new one is opened.
 *
 * @param receive called with each event's data
 * @return closes it
 */
export function live(url, receive) {
  let source;
  let timer;
  let wait = 500;

  function open() {
    source = new EventSource(url);
    source.addEventListener('open', () => {
      wait = 500;
      say('live', 'Live');
    });
    source.addEventListener('run', (event) => receive(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      say('lost', 'Reconnecting…');
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, wait);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      }
    });
  }

  open();
  return () => {
    clearTimeout(timer);
    source.close();
    say('', '');
  };
}

function say(kind, text) {
  link.className = `link ${kind}`;
  link.textContent = text;
}
