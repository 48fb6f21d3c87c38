/** Values in a tree of objects by their path, a list of keys; trees are not changed but copied. */

export const at = (tree, path) => path.reduce((part, name) => part?.[name], tree);

/** Undefined takes the key away. */
export function having(tree, [name, ...rest], value) {
  const { [name]: old, ...others } = isObject(tree) ? tree : {};
  const next = rest.length > 0 ? having(old, rest, value) : value;
  // Its place among the others stays: people compare texts.
  return next === undefined
    ? others
    : Object.hasOwn(tree ?? {}, name)
      ? Object.fromEntries(Object.entries(tree).map(([key, kept]) => [key, key === name ? next : kept]))
      : { ...others, [name]: next };
}

/** The paths of all values that are no objects, joined by dots. */
export function leaves(tree, path = []) {
  return Object.entries(tree).flatMap(([name, value]) =>
    isObject(value) ? leaves(value, [...path, name]) : [[...path, name].join('.')],
  );
}

export const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
