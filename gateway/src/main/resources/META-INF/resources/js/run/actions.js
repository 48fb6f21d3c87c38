import { html } from '/lib/lit-html.js';
import { cancel, pause, resume } from '../api.js';
import { active } from '../states.js';
import { notice } from '../notice.js';

/** What a person may ask of the run as it is. */
export function actions(view, done) {
  const button = (title, act, kind = '') =>
    html`<button type="button" class=${kind} @click=${() => tell(act, view.id, done)}>${title}</button>`;
  const stopped = view.state === 'PAUSED' || view.state === 'FAILED';
  return html`<div class="actions">
    ${active(view.state) ? button('Pause', pause) : ''}
    ${stopped ? button('Resume', resume, 'primary') : ''}
    ${active(view.state) || stopped
      ? html`<button type="button" class="danger" @click=${confirm}>Cancel run</button>
          <dialog aria-labelledby="sure" @close=${(event) => event.target.returnValue === 'yes' && tell(cancel, view.id, done)}>
            <form method="dialog">
              <p id="sure">Cancel this run? What it has stored stays, but it can’t be resumed.</p>
              <button value="no" autofocus>Keep running</button>
              <button value="yes" class="danger">Cancel run</button>
            </form>
          </dialog>`
      : ''}
  </div>`;
}

function confirm(event) {
  const dialog = event.target.nextElementSibling;
  dialog.returnValue = '';
  dialog.showModal();
}

async function tell(act, id, done) {
  try {
    await act(id);
    done();
  } catch (problem) {
    notice(problem.message);
  }
}
