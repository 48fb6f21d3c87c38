import { html, render, nothing } from '/lib/lit-html.js';
import { layers as fetchLayers, report as fetchReport, run as fetchRun, scores as fetchScores } from './api.js';
import { live } from './live.js';
import { active, badge, ended } from './states.js';
import { actions } from './run/actions.js';
import { curves } from './run/curves.js';
import { files } from './run/files.js';
import { frontier } from './run/frontier.js';
import { headline, sparse } from './run/headline.js';
import { importance } from './run/importance.js';
import { layerBars } from './run/layers.js';
import { specification } from './run/spec.js';
import { chosenStep, steps } from './run/steps.js';
import { tasks } from './run/tasks.js';
import { tuning } from './run/tuning.js';

/** One run, live until it ends. */
export function openRun(root, id) {
  let view;
  let problem;
  let dense = [];
  let close = () => {};
  document.title = `${id} · Apoptosis`;

  const scores = new Map();
  let timing;

  function draw() {
    if (view) {
      render(page({ ...view, channels: channels(dense) }, dense, scoresOf(chosenStep(view)), timingOf(view), follow), root);
    } else {
      render(waiting(id, problem), root);
    }
  }

  /** Undefined at first; drawn again when they are there. */
  function scoresOf(step) {
    if (step && !sparse(view) && !scores.has(step.step)) {
      scores.set(step.step, undefined);
      fetchScores(id, step.step)
        .catch(() => null)
        .then((found) => {
          scores.set(step.step, found);
          draw();
        });
    }
    return step && scores.get(step.step);
  }

  /** As for the scores: null where it was not measured or is no longer there. */
  function timingOf({ spec, files }) {
    if (timing === undefined && spec.latency && files['run.json']) {
      timing = null;
      fetchReport(id)
        .then((report) => (timing = report.latency ?? null), () => {})
        .then(draw);
    }
    return timing ?? undefined;
  }

  function follow() {
    close();
    close = live(`/api/v1/runs/${encodeURIComponent(id)}/events`, (next) => {
      view = next;
      document.title = `${view.name}: ${view.state.toLowerCase()} · Apoptosis`;
      if (ended(view.state)) {
        close();
      }
      draw();
    });
  }

  /** An unknown run is found out here: an event stream can't tell why it was refused. */
  async function begin() {
    try {
      view = await fetchRun(id);
      follow();
      dense = await fetchLayers(id);
    } catch (failure) {
      problem = failure.message;
    }
    draw();
  }

  const clock = setInterval(() => view && active(view.state) && draw(), 1000);
  draw();
  begin();
  return {
    draw,
    close() {
      clearInterval(clock);
      close();
    },
  };
}

const channels = (dense) => (dense.length > 0 ? Object.fromEntries(dense.map((layer) => [layer.name, layer.channels])) : undefined);

function waiting(id, problem) {
  return html`<nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <h1>${id}</h1><p class="empty">${problem ?? 'Loading…'}</p>`;
}

function page(view, dense, scores, timing, changed) {
  const step = chosenStep(view);
  const before = step && view.steps.find((other) => other.step === step.step - 1);
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <div class="title">
      <h1>${view.name}</h1> ${badge(view.state)} <code class="id">${view.id}</code>
      <span class="grow"></span> ${actions(view, changed)}
    </div>
    ${view.failure ? failure(view.failure) : nothing}
    ${headline(view)}
    <div class="panels">
      ${panel('Accuracy and loss', curves(view))}
      ${panel('What accuracy costs', frontier(view, timing))}
      ${panel('Steps', steps(view), 'wide')}
      ${panel(`${sparse(view) ? 'Weights' : 'Channels'}${step ? ` after step ${step.step}` : ''}`, layerBars(dense, step, before))}
      ${sparse(view) ? nothing : panel(step ? `Importance at step ${step.step}` : 'Importance', importance(scores))}
      ${panel('Fine-tuning', tuning(view))}
      ${panel('Tasks', tasks(view))}
      ${panel('Results', files(view), 'wide')}
      ${panel('Specification', specification(view), 'wide')}
    </div>`;
}

function panel(title, body, kind = '') {
  return html`<section class="panel ${kind}"><h2>${title}</h2>${body}</section>`;
}

function failure({ category, task, cause, nextAction }) {
  return html`<section class="failure" aria-label="Failure">
    <h2>Failed at ${task} <small>${category}</small></h2>
    <p>${cause}</p>
    <p>${nextAction}</p>
  </section>`;
}
