// An object without some of its fields: the address bar without a filter.

export function without<Value extends object, Name extends keyof Value>(value: Value, ...names: readonly Name[]): Omit<Value, Name> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.some((left) => left === name))) as Omit<Value, Name>;
}
