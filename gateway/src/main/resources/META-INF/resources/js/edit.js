import { html, render, nothing } from '/lib/lit-html.js';
import { dryRun, run as fetchRun, schema as fetchSchema, submit } from './api.js';
import { BEGINNINGS } from './edit/beginnings.js';
import { Editor } from './edit/editor.js';
import { filesOf, over, placeOf } from './edit/files.js';
import { form } from './edit/form.js';
import { verdict } from './edit/plan.js';
import { notice } from './notice.js';
import { address, go, params } from './route.js';

const PAUSE = 600;

/**
 * A specification being written, as a form or as text, checked by the gateway after every pause.
 *
 * @param from the run it begins as a copy of, or one of the beginnings
 */
export function openEdit(root, from) {
  const editor = new Editor();
  let timer;
  let latest = 0;
  document.title = 'New run · Apoptosis';
  const draw = () => render(page(editor, { typed, dropped, start }), root);
  editor.changed = () => typed(editor.text);

  function typed(text) {
    editor.write(text);
    latest++;
    clearTimeout(timer);
    if (editor.missing.length > 0) {
      editor.problems = [];
    } else {
      timer = setTimeout(check, PAUSE);
    }
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

  function dropped(files) {
    for (const file of files) {
      const path = placeOf(file.name);
      if (path) {
        editor.upload(path, file);
      } else {
        notice(`${file.name}: drop it on the field it is for.`);
      }
    }
  }

  async function start() {
    try {
      const { id } = await submit(editor.text);
      go(`/?run=${encodeURIComponent(id)}`);
    } catch (refused) {
      notice(refused.message);
    }
  }

  async function begin() {
    editor.schema = await fetchSchema();
    const spec = BEGINNINGS[from]?.spec ?? (await fetchRun(from)).spec;
    editor.begin(spec);
    typed(JSON.stringify(spec, null, 2));
  }

  // A browser opens a file that is dropped beside the form, and what was filled in is gone.
  addEventListener('dragover', over);
  addEventListener('drop', over);
  draw();
  begin().catch((failure) => notice(failure.message));
  return {
    draw,
    close() {
      clearTimeout(timer);
      removeEventListener('dragover', over);
      removeEventListener('drop', over);
    },
  };
}

function page(editor, { typed, dropped, start }) {
  const text = params().get('as') === 'text';
  return html`
    <nav aria-label="Where"><a href="/" data-route>Runs</a></nav>
    <div class="title"><h1>New run</h1>
      <span class="hint">Begin with:</span>
      ${Object.entries(BEGINNINGS).map(([name, { title }]) => html`<a class="chip begin" href="/?new=${name}" data-route
        aria-current=${params().get('new') === name ? 'true' : nothing}>${title}</a>`)}
      <span class="grow"></span>
      <div class="chips" role="group" aria-label="Written as">
        ${['form', 'text'].map((way) => html`<button type="button" class="chip" aria-pressed=${text === (way === 'text')}
          @click=${() => go(address({ as: way === 'text' ? 'text' : '' }), { replace: true })}>${way}</button>`)}
      </div></div>
    <div class="editor">
      <div>${text ? textOf(editor, typed) : formOf(editor, dropped)}</div>
      <section class="panel check" id="verdict">
        <h2>Check</h2><div aria-live="polite">${verdict(editor)}</div>
        <button type="button" class="primary" ?disabled=${!editor.plan} @click=${start}>Start the run</button>
      </section>
    </div>`;
}

function textOf(editor, typed) {
  return html`<section class="panel">
    <h2><label for="spec">Specification</label></h2>
    <textarea id="spec" spellcheck="false" aria-describedby="verdict" .value=${editor.text}
      @input=${(event) => typed(event.target.value)}></textarea>
    <p class="hint">JSON or YAML; the keys are described by the <a href="/api/v1/schema/run-spec">schema</a>.</p>
  </section>`;
}

function formOf(editor, dropped) {
  if (!editor.schema || !editor.text) {
    return html`<p class="empty">Loading…</p>`;
  }
  if (!editor.spec) {
    return html`<section class="panel"><p>The text is not JSON, so the form can’t show it. YAML can be started as it is;
      <a href=${address({ as: 'text' })} data-route>go on with the text</a>.</p></section>`;
  }
  return html`<form class="spec" @submit=${(event) => event.preventDefault()} @dragover=${over} @drop=${(event) => dropped(filesOf(event))}>
    <p class="drop">Drop a checkpoint, an ONNX model or images here: what a file is for is told from its name
      (<code>.th .pth .pt .safetensors .onnx .bin .zip</code>).</p>
    ${form(editor)}</form>`;
}
