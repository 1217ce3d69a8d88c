// Shows `openapi.json`: what there is to call, what it takes, what it answers, why it refuses.

const answer = await fetch('openapi.json').catch(() => undefined);
const content = document.querySelector('main');
const menu = document.querySelector('nav');
if (answer?.ok) {
  show(await answer.json());
} else {
  content.append(element('p', 'The document did not arrive: load the page again.'));
}

function show(api) {
  const schemas = api.components.schemas;
  const { title, version, description } = api.info;
  document.title = `${title} · API`;
  const [scheme] = Object.values(api.components.securitySchemes);
  content.replaceChildren(
    element('header', element('h1', title, element('small', version)), ...paragraphs(description)),
    element(
      'section',
      { id: 'keys' },
      element('h2', 'Keys'),
      ...paragraphs(scheme.description),
      element('p', 'A call carries its key in a header:'),
      example('authorization: Bearer $KEY'),
    ),
  );
  menu.append(element('h2', title), element('ul', link('Keys', '#keys'), link('openapi.json', 'openapi.json')));
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
  for (const { name } of api.tags) {
    const own = operations.filter(({ tags }) => tags.includes(name));
    menu.append(
      element('h2', name),
      element(
        'ul',
        ...own.map(({ operationId, summary, ...it }) => link(last(summary), `#${operationId}`, it['x-kind'])),
      ),
    );
    content.append(element('section', element('h2', name), ...own.map((operation) => article(operation, schemas))));
  }
  // What the address asks for was not there when the browser looked.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function article(operation, schemas) {
  const { operationId, summary, description, method, path, security } = operation;
  const kind = operation['x-kind'];
  const body = Object.entries(operation.requestBody?.content ?? {})[0];
  const [media, success] = Object.entries(operation.responses['200'].content)[0];
  const output = kind === 'subscription' ? success['x-item'] : success.schema.properties.result.properties?.data;
  const failure =
    kind === 'subscription' ? success['x-failure'] : operation.responses.default.content['application/json'].schema;
  const errors = errorsOf(failure, schemas);
  return element(
    'article',
    { id: operationId },
    element(
      'h3',
      element('a', { href: `#${operationId}` }, summary),
      element('span', { class: 'badge', 'data-kind': kind }, kind),
      security.length === 0 && element('span', { class: 'badge' }, 'no key'),
    ),
    ...paragraphs(description),
    element('p', element('code', { class: 'address' }, `${method.toUpperCase()} ${path}`)),
    ...part(
      'In the address',
      operation.parameters &&
        element('dl', { class: 'fields' }, ...operation.parameters.map((it) => parameter(it, schemas))),
    ),
    ...part(
      operation.requestBody?.required === false ? 'Input, which may be left out' : 'Input',
      body && shape(body[1].schema, schemas, true),
    ),
    ...part(media === 'text/event-stream' ? 'Each event' : 'Answer', output && shape(output, schemas, false)),
    ...part('Refusals', errors.length > 0 && element('dl', { class: 'fields refusals' }, ...errors)),
    ...part('For example', example(curl(operation, body, schemas))),
  );
}

/** The fields of an object; of anything else, its type. What an input has to say is marked. */
function shape(schema, schemas, isInput, seen = []) {
  const whole = resolved(schema, schemas);
  if (!whole.properties) {
    return element('dl', { class: 'fields' }, field('', schema, false, schemas, isInput, seen));
  }
  const required = isInput ? (whole.required ?? []) : [];
  const fields = Object.entries(whole.properties);
  // It comes first.
  fields.sort(([one], [other]) => required.includes(other) - required.includes(one));
  return element(
    'dl',
    { class: 'fields' },
    ...fields.map(([name, own]) => field(name, own, required.includes(name), schemas, isInput, seen)),
  );
}

function field(name, schema, isRequired, schemas, isInput, seen) {
  const inner = innerObject(schema, schemas);
  const whole = resolved(schema, schemas);
  const isNew = inner && !seen.includes(inner);
  return element(
    'div',
    element(
      'dt',
      name && element('span', { class: 'name' }, name),
      element('span', { class: 'type' }, typeName(schema, schemas)),
      isRequired && element('span', { class: 'required' }, 'required'),
      ...rules(whole).map((rule) => element('span', { class: 'rule' }, rule)),
    ),
    element(
      'dd',
      ...prose(schema.description ?? whole.description ?? ''),
      isNew && element('details', element('summary', 'Its fields'), shape(inner, schemas, isInput, [...seen, inner])),
    ),
  );
}

function parameter({ name, required, description, schema }, schemas) {
  return element(
    'div',
    element(
      'dt',
      element('span', { class: 'name' }, name),
      element('span', { class: 'type' }, typeName(schema.contentSchema ?? schema, schemas)),
      required && element('span', { class: 'required' }, 'required'),
    ),
    element('dd', ...prose(description), schema.contentSchema && shape(schema.contentSchema, schemas, true)),
  );
}

/** What stands in `error.data.error`, a line each. */
function errorsOf(failure, schemas) {
  const declared = resolved(failure, schemas).properties.error.properties.data.properties.error;
  const variants = declared ? variantsOf(declared, schemas) : [];
  return variants.map((variant) => {
    const whole = resolved(variant, schemas);
    const [tag, { const: value } = {}] =
      Object.entries(whole.properties ?? {}).find(([, own]) => own.const !== undefined) ?? [];
    const others = Object.entries(whole.properties ?? {}).filter(([name]) => name !== tag);
    return element(
      'div',
      element(
        'dt',
        element('span', { class: 'name' }, value ?? typeName(variant, schemas)),
        ...others.map(([name]) => element('span', { class: 'type' }, name)),
      ),
      element('dd', ...prose(whole.description ?? '')),
    );
  });
}

function variantsOf(schema, schemas) {
  const whole = resolved(schema, schemas);
  const members = whole.oneOf ?? whole.anyOf;
  return members ? members.flatMap((member) => variantsOf(member, schemas)) : [schema];
}

function resolved(schema, schemas) {
  const whole = schema.$ref ? { ...schemas[last(schema.$ref, '/')], ...schema, $ref: undefined } : schema;
  const present = (whole.anyOf ?? []).filter(({ type }) => type !== 'null');
  // What may be null is shown as what it is otherwise.
  return present.length === 1 ? { ...resolved(present[0], schemas), ...whole, anyOf: undefined } : whole;
}

/** The object that a field holds, or holds many of. */
function innerObject(schema, schemas) {
  const whole = resolved(schema, schemas);
  if (whole.items) return innerObject(whole.items, schemas);
  if (!whole.properties) return undefined;
  const name = schema.$ref && last(schema.$ref, '/');
  return name ? schemas[name] : schema;
}

function typeName(schema, schemas) {
  if (schema.$ref) {
    const whole = schemas[last(schema.$ref, '/')];
    return whole.enum ? whole.enum.map((value) => JSON.stringify(value)).join(' | ') : last(schema.$ref, '/');
  }
  const members = schema.anyOf ?? schema.oneOf;
  if (members) return members.map((member) => typeName(member, schemas)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.items) return `${typeName(schema.items, schemas)}[]`;
  const types = [schema.type ?? 'any'].flat();
  return types.map((type) => (type === 'string' && schema.format) || type).join(' | ');
}

function rules({ minimum, maximum, minLength, maxLength, minItems, maxItems, pattern }) {
  const between = (low, high, what) => {
    if (low === undefined && high === undefined) return [];
    if (low === undefined) return [`at most ${high}${what}`];
    return [high === undefined ? `at least ${low}${what}` : `${low} to ${high}${what}`];
  };
  return [
    ...between(minimum, maximum, ''),
    ...between(minLength, maxLength, ' characters'),
    ...between(minItems, maxItems, ' items'),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
  ];
}

function curl({ method, path, security }, body, schemas) {
  const lines = [`curl ${location.origin}${path}`];
  if (method === 'get') lines[0] = `curl -N ${location.origin}${path}`;
  if (security.length > 0) lines.push(`-H "authorization: Bearer $KEY"`);
  if (body?.[0] === 'application/json') {
    lines.push(`-H 'content-type: application/json'`, `-d '${JSON.stringify(sample(body[1].schema, schemas))}'`);
  } else if (body?.[0] === 'multipart/form-data') {
    lines.push(`-F file=@file`);
  } else if (body) {
    lines.push(`-H 'content-type: ${body[0]}'`, `--data-binary @file`);
  } else if (method === 'post') {
    lines.push('-X POST');
  }
  return lines.join(' \\\n  ');
}

/** An input that says what has to be said. */
function sample(schema, schemas) {
  const whole = resolved(schema, schemas);
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  if (whole.oneOf ?? whole.anyOf) return sample((whole.oneOf ?? whole.anyOf)[0], schemas);
  const type = [whole.type].flat()[0];
  if (type === 'object') {
    const required = whole.required ?? [];
    return Object.fromEntries(required.map((name) => [name, sample(whole.properties?.[name] ?? {}, schemas)]));
  }
  const formats = { uuid: '00000000-0000-0000-0000-000000000000', email: 'you@example.com' };
  const texts = { ...formats, 'date-time': new Date().toISOString() };
  // The docs of a text often name one: such as `BTCUSDT`.
  if (type === 'string')
    return texts[whole.format] ?? whole.description?.match(/such as [`"]([^`"]+)[`"]/i)?.[1] ?? '…';
  return { integer: whole.minimum ?? 1, number: whole.minimum ?? 1, boolean: true, array: [] }[type] ?? null;
}

function part(title, body) {
  return body ? [element('h4', title), body] : [];
}

function example(text) {
  const button = element('button', { type: 'button', 'aria-label': 'Copy the example' }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  });
  return element('div', { class: 'example' }, element('pre', { tabindex: '0' }, element('code', text)), button);
}

function link(text, href, kind) {
  return element('li', element('a', { href, ...(kind && { 'data-kind': kind }) }, text));
}

function paragraphs(text) {
  return text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => element('p', ...prose(paragraph)));
}

/** Text in which backticks make code. */
function prose(text) {
  return text.split('`').map((piece, at) => (at % 2 === 1 ? element('code', piece) : piece));
}

function last(text, separator = '.') {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** An element with its attributes, where there are such, and its children: never anything but text becomes text. */
function element(name, ...rest) {
  const made = document.createElement(name);
  const [first] = rest;
  const hasAttributes = first !== null && typeof first === 'object' && !(first instanceof Node);
  for (const [key, value] of Object.entries(hasAttributes ? rest.shift() : {})) made.setAttribute(key, value);
  made.append(...rest.filter((child) => child !== undefined && child !== false && child !== ''));
  return made;
}
