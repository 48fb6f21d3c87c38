import { html, nothing } from '/lib/lit-html.js';
import { alternatives, beginning, kindOf, resolved } from './shape.js';
import { idOf, labelled, select, words } from './fields.js';
import { at, isObject } from './tree.js';

/** The whole specification as fields, generated from its schema. */
export function form(editor) {
  const { schema } = editor;
  const names = Object.keys(schema.properties);
  const part = (name) => resolved(schema.properties[name], schema);
  const groups = names.filter((name) => kindOf(part(name)) === 'group');
  const single = names.filter((name) => !groups.includes(name));
  return html`
    <fieldset class="panel part"><legend>Run</legend>${members(editor, [], schema, single)}</fieldset>
    ${groups.map((name) => group(editor, [name], part(name), schema.required.includes(name), 'panel part'))}`;
}

/** Whatever control the value's schema asks for. */
function field(editor, path, given, required) {
  const schema = resolved(given, editor.schema);
  const kind = kindOf(schema);
  const build = { group, one, either }[kind];
  return build
    ? build(editor, path, schema, required, 'nested')
    : labelled(editor, { path, schema, kind, required, value: at(editor.spec, path) });
}

/** A part of several keys. One that may be left out has a box to ask for it. */
function group(editor, path, schema, required, look) {
  const value = at(editor.spec, path);
  const optional = !required && schema.default === undefined;
  const id = idOf(path);
  return html`<fieldset class=${look}>
    <legend>${optional
      ? html`<label><input id=${id} type="checkbox" aria-describedby="${id}-hint" .checked=${value !== undefined}
          @change=${(event) => editor.set(path, event.target.checked ? beginning(schema, editor.schema) : undefined)}> ${words(path)}</label>`
      : words(path)}</legend>
    <p class="hint" id="${id}-hint">${schema.description}</p>
    ${editor.problemsAt(path, true).map((message) => html`<p class="bad">${message}</p>`)}
    ${optional && value === undefined ? nothing : members(editor, path, schema, Object.keys(schema.properties))}
  </fieldset>`;
}

/** The keys that people set, and behind a line the others; of keys that exclude each other the chosen one. */
function members(editor, path, schema, names) {
  const sets = alternatives(schema);
  const exclusive = new Set(sets.flat());
  const usable = names.filter((name) => !exclusive.has(name) && !schema.properties[name].deprecated);
  const needed = (name) => (schema.required ?? []).includes(name);
  const first = usable.filter((name) => needed(name) || editor.isPlain([...path, name]));
  const [main, more] = first.length + sets.length > 0 ? [first, usable.filter((name) => !first.includes(name))] : [usable, []];
  const all = (some) => some.map((name) => field(editor, [...path, name], schema.properties[name], needed(name)));
  return html`<div class="fields">${sets.map((_, i) => alternative(editor, path, schema, sets, i))}${all(main)}</div>
    ${more.length > 0
      ? html`<details class="more"><summary>${more.length} more: ${more.map((name) => words([name])).join(', ')}</summary>
          <div class="fields">${all(more)}</div></details>`
      : nothing}`;
}

/** Which of several keys is given, and its value; nothing where a set before has settled it. */
function alternative(editor, path, schema, sets, i) {
  const chosenOf = (set) => set.find((name) => at(editor.spec, [...path, name]) !== undefined) ?? editor.chosen(path, set) ?? set[0];
  const before = sets.slice(0, i);
  if (before.some((set) => sets[i].includes(chosenOf(set)))) {
    return nothing;
  }
  const set = sets[i].filter((name) => !before.flat().includes(name));
  const name = chosenOf(set);
  const id = idOf([...path, `choice${i}`]);
  return html`${set.length > 1
    ? html`<div class="field"><label for=${id}>given as</label>${select(id, set.map((key) => [key, words([key])]), name, (key) =>
        editor.choose(path, sets.flat(), key))}<small id="${id}-hint">One of ${set.map((key) => words([key])).join(', ')}.</small></div>`
    : nothing}
    ${field(editor, [...path, name], schema.properties[name], true)}`;
}

/** An object of exactly one of its keys, as `{ macs: 0.6 }`: which, and its value. Words in its place name files of the command's machine. */
function one(editor, path, schema) {
  const value = at(editor.spec, path);
  const names = Object.keys(schema.properties);
  const given = isObject(value) ? Object.keys(value)[0] : undefined;
  const name = given ?? editor.chosen(path, names) ?? names[0];
  const id = idOf(path);
  const inner = resolved(schema.properties[name], editor.schema);
  return html`<fieldset class="nested one"><legend>${words(path)}</legend>
    <p class="hint" id="${id}-hint">${schema.description}</p>
    ${editor.problemsAt(path, true).map((message) => html`<p class="bad">${message}</p>`)}
    <div class="fields">
      <div class="field"><label for=${id}>given as</label>
        ${select(id, names.map((key) => [key, words([key])]), name, (key) => editor.choose(path, names, key, value?.[name]))}</div>
      ${field(editor, [...path, name], inner, true)}
    </div>
  </fieldset>`;
}

/** A word, or a group that says more. */
function either(editor, path, schema) {
  const value = at(editor.spec, path);
  const id = idOf(path);
  const options = [['', 'not given'], ...schema.then.enum.map((word) => [word, word]), ['…', 'in detail']];
  const picked = (word) => editor.set(path, word === '…' ? beginning(schema, editor.schema) : word || undefined);
  return html`<div class="field long ${isObject(value) ? 'whole' : ''}"><label for=${id}>${words(path)}</label>
    ${select(id, options, isObject(value) ? '…' : value, picked)}
    <small id="${id}-hint">${schema.description}</small>
    ${isObject(value) ? html`<div class="nested">${members(editor, path, schema, Object.keys(schema.properties))}</div>` : nothing}
  </div>`;
}
