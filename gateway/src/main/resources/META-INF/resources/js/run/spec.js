import { html } from '/lib/lit-html.js';
import { notice } from '../notice.js';

/** The specification as it was accepted, every default written out. */
export function specification(view) {
  const text = JSON.stringify(view.spec, null, 2);
  return html`<div class="corner">
      <a class="button" href="/?new=${encodeURIComponent(view.id)}" data-route>Clone and edit</a>
      <button type="button" @click=${(event) => copy(text, event.target)}>Copy</button>
    </div>
    <pre class="scroll" tabindex="0" role="region" aria-label="Specification">${text}</pre>`;
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  } catch {
    notice('The browser does not let this page write to the clipboard; select the text instead.');
  }
}
