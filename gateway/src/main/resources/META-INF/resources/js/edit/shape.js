/** What a JSON Schema says about one value, as far as a form needs to know. */

/** The schema behind a reference; what stands beside the reference wins. */
export function resolved(schema, root) {
  const target = schema.$ref && schema.$ref.split('/').slice(1).reduce((part, name) => part[name], root);
  return target ? { ...resolved(target, root), ...schema } : schema;
}

/** Which control a value gets: file, one, either, group, choice, several, list, flag, number or text. */
export function kindOf(schema) {
  const types = [schema.type ?? []].flat();
  if (schema.$ref?.endsWith('/location')) {
    return 'file';
  }
  if (types.includes('object')) {
    return schema.maxProperties === 1 ? 'one' : types.includes('string') ? 'either' : 'group';
  }
  if (schema.enum) {
    return 'choice';
  }
  if (types.includes('array')) {
    return schema.items.enum ? 'several' : 'list';
  }
  return types.includes('boolean') ? 'flag' : types.some((type) => ['integer', 'number'].includes(type)) ? 'number' : 'text';
}

/** Sets of keys of which an object has exactly one, other spellings left out. A key may be in several sets. */
export function alternatives(schema) {
  const sets = [schema, ...(schema.allOf ?? [])].flatMap((part) => (part.oneOf ? [part.oneOf] : []));
  return sets.map((set) => set.map(({ required }) => required[0]).filter((name) => !schema.properties[name].deprecated));
}

/** What a part begins with when somebody asks for it. */
export function beginning(schema, root) {
  const known = schema.examples?.find((example) => typeof example === 'object') ?? schema.examples?.[0] ?? schema.default;
  return known !== undefined
    ? structuredClone(known)
    : Object.fromEntries((schema.required ?? []).map((name) => [name, beginning(resolved(schema.properties[name], root), root)]));
}

/** Its range as a sentence; empty where there is none. */
export function bounds(schema) {
  const of = schema.items ?? schema;
  const figure = (value) => value.toLocaleString('en', { maximumFractionDigits: 6 });
  const from = of.minimum !== undefined ? `From ${figure(of.minimum)}` : `Above ${figure(of.exclusiveMinimum ?? 0)}`;
  const to = of.maximum !== undefined ? ` to ${figure(of.maximum)}` : `, below ${figure(of.exclusiveMaximum ?? 0)}`;
  const most = of.maximum ?? of.exclusiveMaximum;
  return most === undefined ? '' : `${from}${most < Number.MAX_SAFE_INTEGER ? to : ''}.`;
}

/** What stands in an empty field. */
export function placeholder(schema) {
  if (schema.default !== undefined) {
    return written(schema.default);
  }
  return schema.examples ? `for example ${written(schema.examples[0])}` : '';
}

/** As a person writes it into a field. */
export const written = (value) => (value === undefined ? '' : [value].flat().join(', '));

/** The number or list that a text stands for; what is neither stays text, for the gateway to say what is wrong with it. */
export function read(text, schema) {
  const types = [schema.type].flat();
  const single = (word, of) => (of !== 'string' && word !== '' && Number.isFinite(Number(word)) ? Number(word) : word);
  if (text.trim() === '') {
    return undefined;
  }
  if (!types.includes('array')) {
    return types.includes('string') && types.length === 1 ? text : single(text.trim());
  }
  const words = text.split(',').map((word) => word.trim()).filter(Boolean);
  const values = words.map((word) => single(word, schema.items.type));
  return types.length > 1 && values.length === 1 ? values[0] : values;
}
