import { html, render, nothing } from '/lib/lit-html.js';
import { createSchedule, replaceSchedule, schedule as fetchSchedule } from './api.js';
import { notice } from './notice.js';
import { go } from './route.js';

const BEGINNING = `name: my-checkpoints
trigger: { object: checkpoints/resnet20/*.th }      # and / or  cron: "30 2 * * *", timeZone: Europe/Berlin
run:
  model: { architecture: resnet20, classes: 10, weights: "\${object}" }
  data: { train: { cifar10: "object:uploads/…" }, test: { cifar10: "object:uploads/…" } }
  prune: { target: { macs: 0.6 }, iterations: 5 }
  finetune: { epochs: 3 }
`;

/** One schedule as text, YAML or JSON. @param name of the one that is edited, or `_new`, which no name can be */
export function openSchedule(root, name) {
  const isNew = name === '_new';
  let text = isNew ? BEGINNING : '';
  let problems = [];
  document.title = `${isNew ? 'New schedule' : name} · Apoptosis`;
  const draw = () => render(page({ name, isNew, text, problems }, { typed, save }), root);

  function typed(value) {
    text = value;
  }

  async function save() {
    try {
      await (isNew ? createSchedule(text) : replaceSchedule(name, text));
      go('/?schedules=all');
    } catch (refused) {
      problems = refused.errors?.length ? refused.errors : [refused.message];
      draw();
    }
  }

  draw();
  if (!isNew) {
    fetchSchedule(name)
      .then(({ spec }) => {
        text = JSON.stringify(spec, null, 2);
        draw();
      })
      .catch((failure) => notice(failure.message));
  }
  return { draw, close() {} };
}

function page({ name, isNew, text, problems }, { typed, save }) {
  return html`
    <nav aria-label="Where"><a href="/?schedules=all" data-route>Schedules</a></nav>
    <div class="title"><h1>${isNew ? 'New schedule' : name}</h1></div>
    <div class="editor">
      <section class="panel">
        <h2><label for="text">Schedule</label></h2>
        <textarea id="text" spellcheck="false" aria-describedby="verdict" .value=${text}
          @input=${(event) => typed(event.target.value)}></textarea>
        <p class="hint">JSON or YAML; the keys are described by the <a href="/api/v1/schema/schedule-spec">schema</a>,
          those of <code>run</code> by <a href="/api/v1/schema/run-spec">another</a>.</p>
      </section>
      <section class="panel check" id="verdict">
        <h2>Save</h2>
        <p>Runs start as soon as the trigger holds. Files that are no <code>object:</code> are uploaded by
          <code>./apoptosis schedules create</code> only.</p>
        <div aria-live="polite">${problems.length > 0
          ? html`<ul class="problems">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`
          : nothing}</div>
        <button type="button" class="primary" @click=${save}>${isNew ? 'Create' : 'Save'}</button>
      </section>
    </div>`;
}
