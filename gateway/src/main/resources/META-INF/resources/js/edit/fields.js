import { html, nothing } from '/lib/lit-html.js';
import { bounds, placeholder, read, written } from './shape.js';
import { filesOf, over } from './files.js';

/**
 * One value with its label, what it means, and what the gateway says is wrong with it.
 *
 * @param form see openForm
 * @param field its `path`, `schema`, `kind`, `value` and whether it is `required`
 */
export function labelled(form, field) {
  const id = idOf(field.path);
  const wrong = form.problemsAt(field.path);
  const hint = [field.schema.description, bounds(field.schema)].filter(Boolean).join(' ');
  return html`<div class="field ${field.kind === 'file' || hint.length > 150 ? 'long' : ''} ${wrong.length > 0 ? 'wrong' : ''}"
    @dragover=${over} @drop=${field.kind === 'file' ? (event) => form.upload(field.path, filesOf(event)[0]) : nothing}>
    <label for=${id}>${words(field.path)}${field.required && !field.value ? html` <span class="must">needed</span>` : nothing}</label>
    ${CONTROLS[field.kind](form, field, id)}
    ${wrong.map((message) => html`<small class="bad">${message}</small>`)}
    <small id="${id}-hint">${hint}</small>
  </div>`;
}

export const idOf = (path) => `field-${path.join('-')}`;

/** From `batchSize` to "batch size". */
export const words = (path) => path.at(-1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** @param options pairs of a value and what it is called; the value "" takes the key away */
export function select(id, options, chosen, picked, hint = `${id}-hint`) {
  return html`<select id=${id} aria-describedby=${hint} @change=${(event) => picked(event.target.value)}>
    ${options.map(([value, title]) => html`<option value=${value} .selected=${value === (chosen ?? '')}>${title}</option>`)}
  </select>`;
}

const CONTROLS = { text, number: text, list: text, file, choice, flag, several };

/** What was typed is shown as it was typed ("0.", "0.50") for as long as it means the value. */
function text(form, { path, schema, kind, value }, id) {
  const typed = form.typed(path);
  const shown = typed !== undefined && written(read(typed, schema)) === written(value) ? typed : written(value);
  return html`<input id=${id} type="text" inputmode=${kind === 'number' ? 'decimal' : 'text'} autocomplete="off" spellcheck="false"
    aria-describedby="${id}-hint" aria-invalid=${form.problemsAt(path).length > 0} placeholder=${placeholder(schema)} .value=${shown}
    @input=${(event) => form.set(path, read(event.target.value, schema), event.target.value)}>`;
}

function file(form, { path, value }, id) {
  const sending = form.uploading(path);
  return html`<span class="filefield">
      <input id=${id} type="text" autocomplete="off" spellcheck="false" aria-describedby="${id}-hint" placeholder="drop a file here"
        aria-invalid=${form.problemsAt(path).length > 0} .value=${written(value)} ?disabled=${sending !== undefined}
        @input=${(event) => form.set(path, event.target.value || undefined)}>
      <label class="button">Choose<span class="sr"> a file for ${words(path)}</span>
        <input class="sr" type="file" @change=${(event) => form.upload(path, filesOf(event)[0])}></label>
    </span>
    ${sending ? html`<small role="status">Sending ${sending}…</small>` : nothing}
    ${!sending && value?.startsWith?.('object:') ? html`<small class="given">✓ ${value.split('/').at(-1)}</small>` : nothing}`;
}

function choice(form, { path, schema, value, required }, id) {
  const unset = schema.default === undefined ? (required ? 'choose…' : 'not given') : `${schema.default} (default)`;
  const others = schema.enum.filter((word) => word !== schema.default).map((word) => [word, word]);
  return select(id, [['', unset], ...others], value === schema.default ? '' : value, (word) => form.set(path, word || undefined));
}

function flag(form, { path, value }, id) {
  const options = [['', 'not given'], ['true', 'yes'], ['false', 'no']];
  return select(id, options, value === undefined ? '' : String(value), (word) => form.set(path, word ? word === 'true' : undefined));
}

function several(form, { path, schema, value = schema.default ?? [] }, id) {
  const toggled = (word) => schema.items.enum.filter((other) => (other === word) !== value.includes(other));
  return html`<span class="checks" id=${id} role="group" aria-label=${words(path)}>${schema.items.enum.map((word) => html`<label>
    <input type="checkbox" .checked=${value.includes(word)} @change=${() => form.set(path, toggled(word))}> ${word}</label>`)}</span>`;
}
