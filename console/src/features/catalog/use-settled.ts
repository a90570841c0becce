// What is typed, once nothing more was typed for a moment: each letter is no question of its own.
import { useEffect, useState } from 'react';

const quietMs = 300;

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
