import { html } from '/lib/lit-html.js';

/** The keys whose values are not the same in all runs. */
export function specDifferences(views) {
  const flat = views.map((view) => flattened(view.spec));
  const keys = [...new Set(flat.flatMap((spec) => [...spec.keys()]))];
  const different = keys.filter((key) => flat.some((spec) => spec.get(key) !== flat[0].get(key)));
  if (different.length === 0) {
    return html`<p class="empty">They are the same.</p>`;
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Differences">
    <table>
      <thead><tr><th scope="col">Key</th>${views.map((view) => html`<th scope="col">${view.name}</th>`)}</tr></thead>
      <tbody>${different.map((key) => html`<tr><th scope="row"><code>${key}</code></th>${flat.map((spec) => html`<td>${spec.get(key) ?? '–'}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}

/** From `prune.target.macs` to its value as text; lists are values. */
export function flattened(value, prefix = '') {
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? [...flattened(inner, `${prefix}${name}.`)]
      : [[`${prefix}${name}`, Array.isArray(inner) ? inner.join(', ') : String(inner)]],
  );
  return new Map(entries);
}
