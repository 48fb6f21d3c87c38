/** Reads a stream of server-sent events: calls `receive` with each one's name, id and data, resolves at its end. */
export async function readEvents(body, receive) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    blocks.forEach((block) => deliver(block, receive));
  }
}

function deliver(block, receive) {
  const event = { name: 'message', id: undefined, data: [] };
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'data') {
      event.data.push(value);
    } else if (field === 'event') {
      event.name = value;
    } else if (field === 'id') {
      event.id = value;
    }
  }
  if (event.data.length > 0) {
    receive({ ...event, data: event.data.join('\n') });
  }
}
