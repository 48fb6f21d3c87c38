import { html } from '/lib/lit-html.js';
import { fileUrl, linkTo } from '../api.js';
import { notice } from '../notice.js';
import { token } from '../session.js';

const WHAT = {
  'model.onnx': 'the pruned network, for ONNX Runtime and others',
  'model.safetensors': 'its weights under the checkpoint’s own names',
  'model.pt': 'the same for PyTorch: a state dict',
  'model.py': 'the network in plain PyTorch, loads model.pt',
  'graph.json': 'its layers and their shapes',
  'report.html': 'the report for people',
  'run.json': 'the report for machines',
};

export function files(view) {
  const names = Object.keys(view.files);
  if (names.length === 0) {
    return html`<p class="empty">Written when the run completes.</p>`;
  }
  return html`<ul class="files">${names.map((name) => html`<li>
    ${token()
      ? html`<a href=${fileUrl(view.id, name)} @click=${(event) => save(event, view, name)}>${name}</a>`
      : name.endsWith('.html')
      ? html`<a href=${fileUrl(view.id, name)} target="_blank" rel="noopener">${name}</a>`
      : html`<a href=${fileUrl(view.id, name)} download=${`${view.name}-${name}`}>${name}</a>`}
    <span>${WHAT[name]}</span>
    <code title=${view.files[name].sha256}>sha256 ${view.files[name].sha256.slice(0, 12)}…</code>
  </li>`)}</ul>`;
}

async function save(event, view, name) {
  event.preventDefault();
  try {
    const link = { href: await linkTo(view.id, name), download: `${view.name}-${name}` };
    Object.assign(document.createElement('a'), link).click();
  } catch (failure) {
    notice(failure.message);
  }
}
