import { html, render, nothing } from '/lib/lit-html.js';
import { dryRun, run as fetchRun, submit, upload } from './api.js';
import { count, plural } from './format.js';
import { notice } from './notice.js';
import { go } from './route.js';

const PAUSE = 600;
const BLANK = {
  name: 'resnet20-cifar10',
  model: { architecture: 'resnet20', classes: 10, weights: '' },
  data: { train: { cifar10: '' }, test: { cifar10: '' } },
  importance: { criterion: 'oba', batches: 20, batchSize: 64, shards: 5 },
  prune: { target: { macs: 0.6 }, iterations: 5 },
  finetune: { epochs: 3 },
  seed: 7,
};

/**
 * A specification being written, checked by the gateway after every pause in typing.
 *
 * @param from the run it begins as a copy of, or "blank"
 */
export function openEdit(root, from) {
  const editor = { text: '', problems: [], plan: undefined, checking: false, uploads: [] };
  let timer;
  let latest = 0;
  document.title = 'New run · Apoptosis';
  const draw = () => render(page(editor, { typed, dropped, start }), root);

  function typed(text) {
    editor.text = text;
    editor.plan = undefined;
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
    draw();
  }

  /** An answer that was overtaken by more typing says nothing about what is there now. */
  async function check() {
    const mine = ++latest;
    editor.checking = true;
    draw();
    const outcome = await dryRun(editor.text).then(
      (plan) => ({ plan, problems: [] }),
      (refused) => ({ plan: undefined, problems: refused.errors?.length ? refused.errors : [refused.message] }),
    );
    if (mine === latest) {
      Object.assign(editor, outcome, { checking: false });
      draw();
    }
  }

  async function dropped(files) {
    for (const file of files) {
      try {
        editor.uploads = [...editor.uploads, { name: file.name, location: await upload(file) }];
      } catch (failure) {
        notice(`${file.name}: ${failure.message}`);
      }
      draw();
    }
  }

  async function start() {
    try {
      const run = await submit(editor.text);
      go(`/?run=${encodeURIComponent(run.id)}`);
    } catch (refused) {
      notice(refused.message);
    }
  }

  async function begin() {
    const spec = from === 'blank' ? BLANK : (await fetchRun(from)).spec;
    typed(JSON.stringify(spec, null, 2));
  }

  draw();
  begin().catch((failure) => notice(failure.message));
  return { draw, close: () => clearTimeout(timer) };
}

function page(editor, { typed, dropped, start }) {
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <div class="title"><h1>New run</h1><span class="grow"></span>
      <button type="button" class="primary" ?disabled=${!editor.plan} @click=${start}>Start</button></div>
    <div class="panels">
      <section class="panel">
        <h2><label for="spec">Specification</label></h2>
        <textarea id="spec" spellcheck="false" aria-describedby="verdict" .value=${editor.text}
          @input=${(event) => typed(event.target.value)}></textarea>
        <p class="hint">JSON or YAML; the keys are described by the <a href="/api/v1/schema/run-spec">schema</a>.</p>
      </section>
      <div>
        <section class="panel" id="verdict" aria-live="polite"><h2>Check</h2>${verdict(editor)}</section>
        <section class="panel"><h2>Files</h2>${files(editor, dropped)}</section>
      </div>
    </div>`;
}

function verdict({ checking, plan, problems }) {
  if (plan) {
    return html`<p class="good">✓ It can be run.</p>
      <p>The dense network needs ${count(plan.macs)} MACs per image and has ${count(plan.parameters)} parameters;
        ${plural(plan.channels, 'channel')} in ${plural(plan.groups, 'coupled group')} may be pruned.</p>
      <p>${plan.ratios.length > 0 ? `${plural(plan.ratios.length, 'step')}, to ${plan.ratios.map((ratio) => ratio.toFixed(3)).join(', ')} of it.` : 'Nothing is pruned: it is measured and exported.'}</p>`;
  }
  return checking || problems.length === 0
    ? html`<p class="hint">Checking…</p>`
    : html`<ul class="problems">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
}

function files({ uploads }, dropped) {
  return html`
    <label class="drop" @dragover=${(event) => event.preventDefault()}
      @drop=${(event) => {
        event.preventDefault();
        dropped([...event.dataTransfer.files]);
      }}>Drop checkpoints and data here, or choose them
      <input type="file" multiple @change=${(event) => dropped([...event.target.files])}></label>
    ${uploads.length > 0
      ? html`<p class="hint">Write these in place of a path:</p>
          <ul class="files">${uploads.map(({ name, location }) => html`<li>${name} <code>${location}</code></li>`)}</ul>`
      : nothing}`;
}
