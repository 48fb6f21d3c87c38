import { html, nothing } from '/lib/lit-html.js';
import { axis, frame } from '../chart.js';
import { plural } from '../format.js';
import { address, go, params } from '../route.js';
import { colour } from '../theme.js';

const BINS = 30;

/**
 * How the units' scores are spread, and where the cut was.
 *
 * @param scores of the chosen step; undefined while they are fetched, null where there are none
 */
export function importance(scores) {
  if (!scores) {
    return html`<p class="empty">${scores === null ? 'This step left no scores.' : 'Once something is cut.'}</p>`;
  }
  const names = Object.keys(scores.groups);
  const chosen = names.includes(params().get('group')) ? params().get('group') : '';
  const values = (chosen ? scores.groups[chosen] : Object.values(scores.groups).flat()).filter(Number.isFinite);
  const below = values.filter((value) => value <= scores.threshold).length;
  return html`
    <label class="select">Group <select @change=${(event) => go(address({ group: event.target.value }), { replace: true })}>
      <option value="" ?selected=${!chosen}>all ${names.length}</option>
      ${names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}
    </select></label>
    ${values.length > 0
      ? html`<x-chart class="importance" role="img" .option=${option(values, scores.threshold)}
          aria-label="${plural(values.length, 'unit')}, ${below} of them not above the threshold"></x-chart>`
      : nothing}`;
}

function option(values, threshold) {
  const low = Math.min(...values);
  const width = (Math.max(...values) - low) / BINS || 1;
  const counts = new Array(BINS).fill(0);
  values.forEach((value) => counts[Math.min(BINS - 1, Math.floor((value - low) / width))]++);
  const middle = (i) => low + (i + 0.5) * width;
  return {
    ...frame(),
    grid: { left: 56, right: 20, top: 40, bottom: 44 },
    xAxis: axis({
      type: 'value',
      name: 'score after normalization',
      nameLocation: 'middle',
      nameGap: 28,
      min: low,
      max: low + BINS * width,
      axisLabel: { color: colour('muted'), fontSize: 11, showMinLabel: false, formatter: short },
    }),
    yAxis: axis({ type: 'value', name: 'units', nameLocation: 'middle', nameGap: 34, minInterval: 1 }),
    series: {
      type: 'bar',
      barWidth: '90%',
      data: counts.map((number, i) => ({
        value: [middle(i), number],
        itemStyle: { color: colour(middle(i) <= threshold ? 'cut' : 'accent') },
      })),
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: colour('muted'), type: 'dotted' },
        label: { formatter: 'threshold', color: colour('muted'), fontSize: 10 },
        data: Number.isFinite(threshold) ? [{ xAxis: threshold }] : [],
      },
    },
  };
}

const short = (value) => (value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toPrecision(2));
