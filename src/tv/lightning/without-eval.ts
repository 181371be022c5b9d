/**
 * What @lightningjs/core does by compiling strings (`new Function`), done without, so that the page's CSP can forbid
 * it. The build puts these functions in its place: scripts/vite/patch-lightning.ts.
 */

type Bag = Record<string, unknown>;

/** The parts of a Lightning element that a template is put onto. */
interface Target extends Bag {
  readonly stage: { createElement(): Target };
  readonly childList: { add(child: unknown): void };
  enableTextTexture(): Bag;
}
interface Owner extends Target {
  __bindProperty(binding: unknown, target: unknown, property: string): void;
}
type ElementType = new (stage: Target['stage']) => Target;

const isObject = (value: unknown) => typeof value === 'function' || (typeof value === 'object' && value !== null);
const isLiteral = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && value.constructor === Object;
const isBinding = (value: unknown) => isObject(value) && (value as Bag).__propertyBinding === true;

/**
 * Stands in for the function that core compiles from a template: sets the properties of `template` on `target` and
 * makes its children.
 * @param owner the component that the template is of
 * @param plainElement core's Element, for children without a type
 */
export function applyTemplate(template: Bag, owner: Owner, target: Target, plainElement: ElementType): void {
  for (const [key, value] of Object.entries(template)) {
    if (/^[A-Z]/.test(key)) {
      if (isLiteral(value)) target.childList.add(makeChild(key, value, owner, target, plainElement));
      else if (isObject(value)) target.childList.add(value);
    } else if (key === 'text') {
      const text = target.enableTextTexture();
      if (isBinding(value)) owner.__bindProperty(value, target, key);
      else setAll(text, value as Bag, owner);
    } else if (key === 'shader' && isLiteral(value)) {
      target.shader = value;
      for (const [name, part] of Object.entries(value)) {
        if (name !== 'type' && isBinding(part)) owner.__bindProperty(part, target.shader, name);
      }
    } else if (key === 'texture' && isLiteral(value)) {
      const Type = value.type as (new (stage: Target['stage']) => Bag) | undefined;
      const texture = Type ? new Type(target.stage) : (target.texture as Bag);
      setAll(texture, value, owner);
      if (Type) target.texture = texture;
    } else set(target, key, value, owner);
  }
}

function makeChild(ref: string, template: Bag, owner: Owner, parent: Target, plainElement: ElementType): Target {
  const Type = (template.type as ElementType | undefined) ?? plainElement;
  const child = Type === plainElement ? owner.stage.createElement() : new Type(parent.stage);
  child.ref = ref;
  applyTemplate(template, owner, child, plainElement);
  return child;
}

function setAll(target: Bag, values: Bag, owner: Owner): void {
  for (const [key, value] of Object.entries(values)) if (key !== 'type') set(target, key, value, owner);
}

function set(target: Bag, key: string, value: unknown, owner: Owner): void {
  if (isBinding(value)) owner.__bindProperty(value, target, key);
  else target[key] = value;
}

/** Reads a property by its path, e.g. `shader.radius`; for animations. */
export function getterOf(path: string): (target: Bag) => unknown {
  const names = path.split('.');
  if (names.length === 1) return (target) => target[path];
  return (target) => names.reduce<unknown>((part, name) => (part as Bag)[name], target);
}

/** Writes a property by its path. */
export function setterOf(path: string): (target: Bag, value: unknown) => void {
  const cut = path.lastIndexOf('.');
  if (cut < 0) {
    return (target, value) => {
      target[path] = value;
    };
  }
  const holder = getterOf(path.slice(0, cut));
  const last = path.slice(cut + 1);
  return (target, value) => {
    (holder(target) as Bag)[last] = value;
  };
}

/** The three kinds of member that a component with states has: each call goes to the member of the present state. */
interface Stateful extends Bag {
  _stateIndex: number;
}
type Method = (...values: unknown[]) => unknown;
type Aliases = readonly (string | null)[];

/** A method by state: `aliases[i]` is the name of the method in state `i`. */
export function methodRouter(aliases: Aliases): (this: Stateful, ...values: unknown[]) => unknown {
  return function (this: Stateful, ...values: unknown[]) {
    const alias = aliases[this._stateIndex];
    return alias ? (this[alias] as Method).apply(this, values) : undefined;
  };
}

export function getterRouter(aliases: Aliases): (this: Stateful) => unknown {
  return function (this: Stateful) {
    const alias = aliases[this._stateIndex];
    return alias ? this[alias] : undefined;
  };
}

export function setterRouter(aliases: Aliases): (this: Stateful, value: unknown) => void {
  return function (this: Stateful, value: unknown) {
    const alias = aliases[this._stateIndex];
    if (alias) this[alias] = value;
  };
}
