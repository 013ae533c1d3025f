// Reads the truth list.
import { readFileSync } from 'node:fs';

export function lists(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n').map((l) => l.split('\t'));
  return lines.map((l) => {
    const t = Object.fromEntries(head.map((name, i) => [name, l[i]]));
    return { ...t, via: t.via ? t.via.split(' ') : [], written: JSON.parse(t.written) };
  });
}
