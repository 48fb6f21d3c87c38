import { alternatives, kindOf, resolved } from './shape.js';
import { isObject } from './tree.js';

/** Paths of what a specification needs and does not have yet: nobody has to be told by the gateway what is still empty. */
export function missing(value, schema, root = schema, path = []) {
  const kind = kindOf(schema);
  if (kind === 'one') {
    // A word in its place is the gateway's to judge.
    const [name, inner] = isObject(value) ? (Object.entries(value)[0] ?? []) : [undefined, value];
    return empty(inner) ? [[...path, name ?? Object.keys(schema.properties)[0]]] : [];
  }
  if (kind !== 'group' || (!isObject(value) && path.length > 0 && schema.default !== undefined)) {
    return empty(value) ? [path] : [];
  }
  const given = isObject(value) ? value : {};
  const unchosen = alternatives(schema).filter((set) => set.every((name) => empty(given[name])));
  const names = Object.keys(schema.properties).filter((name) => schema.required?.includes(name) || isObject(given[name]));
  // One key may be missing from two sets of alternatives.
  const choices = new Set(unchosen.map((set) => set.find((name) => name in given) ?? set[0]));
  return [
    ...[...choices].map((name) => [...path, name]),
    ...names.flatMap((name) => missing(given[name], resolved(schema.properties[name], root), root, [...path, name])),
  ];
}

const empty = (value) => value === undefined || value === '';
