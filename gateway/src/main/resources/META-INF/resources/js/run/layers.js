import { html, nothing } from '/lib/lit-html.js';
import { keptBar } from '../bar.js';
import { plural } from '../format.js';

/**
 * Channels kept and removed; single weights, where those are pruned. Layers that can only be pruned together (all along a residual stream)
 * are one line that opens.
 *
 * @param dense layers of the dense network
 * @param step whose network is shown
 * @param before the step before it, if there is one
 */
export function layerBars(dense, step, before) {
  if (!step) {
    return html`<p class="empty">Nothing has been cut yet.</p>`;
  }
  const rows = step.sparsityPerLayer ? dense.filter(({ name }) => name in step.sparsityPerLayer).map((layer) => weights(layer, step, before)) : dense.map((layer) => ({
    ...layer,
    kept: step.kept[layer.name] ?? layer.channels,
    before: before?.kept[layer.name] ?? layer.channels,
  }));
  return html`
    <p class="legend"><span><i class="key left"></i>kept</span> <span><i class="key cut"></i>removed by step ${step.step}</span>
      <span><i class="key gone"></i>removed before</span></p>
    <div class="layers">${grouped(rows).map(group)}</div>`;
}

/** Share of a layer that a step has left, of its channels or of its single weights. */
export const shareLeft = ({ name, channels }, step) =>
  step.sparsityPerLayer ? 1 - (step.sparsityPerLayer[name] ?? 0) : (step.kept[name] ?? channels) / channels;

/** Weights go one by one: no layer is coupled to another. */
function weights({ name, weights: all }, step, before) {
  const left = (of) => Math.round(all * (1 - (of?.sparsityPerLayer?.[name] ?? 0)));
  return { name, group: name, channels: all, kept: left(step), before: left(before) };
}

/** In the order of the network; a layer that is never pruned stands alone. */
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    const name = row.group ?? row.name;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()];
}

function group(members) {
  if (members.length === 1) {
    return html`<div class="layer">${line(members[0].name, members[0], members[0].group ? nothing : 'never pruned')}</div>`;
  }
  const sum = (key) => members.reduce((total, member) => total + member[key], 0);
  const total = { channels: sum('channels'), kept: sum('kept'), before: sum('before') };
  return html`<details>
    <summary class="layer">${line(members[0].name, total, `${plural(members.length, 'layer')}, coupled`)}</summary>
    ${members.map((member) => html`<div class="layer member">${line(member.name, member, nothing)}</div>`)}
  </details>`;
}

function line(name, { channels, kept, before }, note) {
  return html`<span class="layername">${name} <small>${note}</small></span>
    ${keptBar(kept / channels, before / channels)}
    <span class="figure">${kept} <small>of ${channels}</small></span>`;
}
