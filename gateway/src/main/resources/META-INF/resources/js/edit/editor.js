import { upload } from '../api.js';
import { notice } from '../notice.js';
import { BEGINNINGS } from './beginnings.js';
import { missing } from './missing.js';
import { at, having, isObject, leaves } from './tree.js';

const PLAIN = new Set(Object.values(BEGINNINGS).flatMap(({ spec }) => leaves(spec)));

/** What a file that says the model takes the place of. */
const INSTEAD = {
  'model.onnx': ['architecture', 'graph', 'weights', 'onnx'],
  'model.weights': ['weights', 'onnx'],
  'model.graph': ['architecture', 'graph', 'onnx'],
};

/** What is being written: the text, and the specification it stands for while it is JSON. */
export class Editor {
  text = '';
  spec;
  schema;
  plan;
  problems = [];
  checking = false;
  #plain = new Set();
  #typed = new Map();
  #chosen = new Map();
  #uploading = new Map();

  /** Fields that people set come first, and what the beginning sets otherwise than by default. */
  begin(spec) {
    const given = leaves(spec).filter((path) => !PLAIN.has(path));
    this.#plain = new Set([...PLAIN, ...given.filter((path) => !this.#isDefault(path.split('.'), spec))]);
  }

  #isDefault(path, spec) {
    const schema = path.reduce((part, name) => part?.properties?.[name], this.schema);
    return schema?.default !== undefined && JSON.stringify(schema.default) === JSON.stringify(at(spec, path));
  }

  write(text) {
    this.text = text;
    this.plan = undefined;
    try {
      const tree = JSON.parse(text);
      this.spec = isObject(tree) ? tree : undefined;
    } catch {
      this.spec = undefined;
    }
  }

  /** Paths of what is still empty, as far as the form can tell. */
  get missing() {
    return this.spec ? missing(this.spec, this.schema) : [];
  }

  isPlain(path) {
    const name = path.join('.');
    return [...this.#plain].some((plain) => plain === name || plain.startsWith(`${name}.`));
  }

  /** What the gateway says about the value, or about the part as such only. */
  problemsAt(path, exactly = false) {
    const place = `$.${path.join('.')}`;
    return this.problems.flatMap((problem) => {
      const [, where, what] = /^(\$[^:]*): (.*)$/s.exec(problem) ?? [];
      return where === place || (!exactly && where?.startsWith(`${place}[`)) ? [what] : [];
    });
  }

  /** @param typed the text that gave the value */
  set(path, value, typed) {
    this.#typed.set(path.join('.'), typed);
    this.text = JSON.stringify(having(this.spec, path, value), null, 2);
    this.changed();
  }

  typed(path) {
    return this.#typed.get(path.join('.'));
  }

  /** Of keys that exclude each other, this one; with a value if there is one. */
  choose(path, names, name, value) {
    this.#chosen.set(path.join('.'), name);
    names.filter((other) => other !== name).forEach((other) => (this.spec = having(this.spec, [...path, other], undefined)));
    this.set([...path, name], value);
  }

  chosen(path, names) {
    return names.find((name) => name === this.#chosen.get(path.join('.')));
  }

  uploading(path) {
    return this.#uploading.get(path.join('.'));
  }

  async upload(path, file) {
    if (!file) {
      return;
    }
    const place = path.join('.');
    this.#uploading.set(place, file.name);
    this.changed();
    try {
      const location = await upload(file);
      this.#uploading.delete(place);
      this.#give(path, location);
    } catch (failure) {
      this.#uploading.delete(place);
      this.changed();
      notice(`${file.name}: ${failure.message}`);
    }
  }

  #give(path, location) {
    const parent = path.slice(0, -1);
    const siblings = parent[0] === 'data' ? Object.keys(at(this.spec, parent) ?? {}) : (INSTEAD[path.join('.')] ?? []);
    this.choose(parent, siblings, path.at(-1), location);
  }
}
