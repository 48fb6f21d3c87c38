import { html, nothing } from '/lib/lit-html.js';
import { deleteSchedule, fireSchedule, pauseSchedule, resumeSchedule } from '../api.js';
import { notice } from '../notice.js';

/** What a person may ask of a schedule. */
export function actions({ spec, paused }, done) {
  const { name } = spec;
  const needsObject = spec.run.model.weights === '${object}';
  return html`<div class="actions">
    ${asking('Run now', '', name, needsObject ? objectField(name) : html`<p id="ask-Run-${name}">Fire ${name} now?</p>`,
      (object) => tell(() => fireSchedule(name, object), done))}
    <button type="button" @click=${() => tell(() => (paused ? resumeSchedule : pauseSchedule)(name), done)}>${paused ? 'Resume' : 'Pause'}</button>
    ${asking('Delete', 'danger', name, html`<p id="ask-Delete-${name}">Delete the schedule ${name}? Its runs stay.</p>`,
      () => tell(() => deleteSchedule(name), done))}
  </div>`;
}

const objectField = (name) => html`<p id="ask-Run-${name}">Fire ${name} now, with which object?</p>
  <p><input type="text" name="object" required placeholder="checkpoints/…" aria-label="Key of the object"></p>`;

/** A button that asks first; what was entered goes to `act`. */
function asking(title, kind, name, question, act) {
  const word = title.split(' ')[0];
  return html`<button type="button" class=${kind || nothing} @click=${ask}>${title}</button>
    <dialog aria-labelledby="ask-${word}-${name}">
      <form method="dialog" @submit=${(event) => answered(event, act)}>
        ${question}
        <button value="no" formnovalidate>Leave it</button>
        <button value="yes" class=${kind || 'primary'}>${title}</button>
      </form>
    </dialog>`;
}

function ask(event) {
  event.currentTarget.nextElementSibling.showModal();
}

function answered(event, act) {
  if (event.submitter?.value === 'yes') {
    act(event.target.elements.object?.value);
  }
}

async function tell(act, done) {
  try {
    await act();
    done();
  } catch (problem) {
    notice(problem.errors?.[0] ?? problem.message);
  }
}
