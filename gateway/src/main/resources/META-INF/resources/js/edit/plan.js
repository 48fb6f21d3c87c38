import { html, nothing } from '/lib/lit-html.js';
import { count, plural } from '../format.js';
import { idOf, words } from './fields.js';

const UNITS = { macs: 'MACs', parameters: 'parameters', channels: 'channels', latency: 'latency' };

/** What the gateway says about the specification: everything that is wrong, or what would be done. */
export function verdict({ checking, plan, problems, missing }) {
  if (missing.length > 0) {
    return html`<p>Still needed:</p>
      <ul class="needed">${missing.map((path) => html`<li><button type="button" class="linkish" @click=${() => show(path)}>${path.map((name) =>
        words([name])).join(' › ')}</button></li>`)}</ul>`;
  }
  if (plan) {
    return html`<p class="good">✓ It can be run.</p>
      <p>The dense network needs ${count(plan.macs)} MACs per image and has ${count(plan.parameters)} parameters;
        ${plan.weights != null
          ? html`${count(plan.weights)} single weights may become zero.`
          : html`${plural(plan.channels, 'channel')} in ${plural(plan.groups, 'coupled group')} may be pruned.`}</p>
      ${plan.unit ? target(plan) : html`<p>Nothing is pruned: it is measured and exported.</p>`} ${plan.weights != null ? nothing : coupled(plan)}`;
  }
  return checking || problems.length === 0
    ? html`<p class="hint">Checking…</p>`
    : html`<ul class="problems">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
}

function show(path) {
  const field = document.getElementById(idOf(path));
  field?.closest('details')?.setAttribute('open', '');
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

function target(plan) {
  const dense = { macs: plan.macs, parameters: plan.parameters, channels: plan.channels }[plan.unit];
  const last = plan.ratios[plan.ratios.length - 1];
  if (plan.unit === 'sparsity') {
    return html`<p>${plural(plan.ratios.length, 'step')}, until ${Math.round(100 * last)} % of the weights of convolutions and linear layers are zero.</p>
      <p class="hint">${plan.ratios.map((ratio) => ratio.toFixed(3)).join(' → ')}</p>`;
  }
  return html`<p>${plural(plan.ratios.length, 'step')}, down to ${Math.round(100 * last)} % of its ${UNITS[plan.unit]}${dense
      ? html`: <strong>${count(Math.round(last * dense))}</strong> of ${count(dense)}`
      : nothing}.</p>
    <p class="hint">${plan.ratios.map((ratio) => ratio.toFixed(3)).join(' → ')}</p>`;
}

function coupled({ coupled: groups }) {
  return groups.length === 0
    ? nothing
    : html`<details><summary>Coupled groups</summary>
        <div class="scroll groups" tabindex="0" role="region" aria-label="Coupled groups"><table>
          <thead><tr><th scope="col">Group</th><th scope="col">Channels</th><th scope="col">Layers</th></tr></thead>
          <tbody>${groups.map(({ name, channels, layers }) => html`<tr><th scope="row">${name}</th><td class="figure">${channels}</td>
            <td title=${layers.join(', ')}>${layers.length}</td></tr>`)}</tbody>
        </table></div></details>`;
}
