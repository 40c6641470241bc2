// Two entries of the same thing, compared as the server compares them (docs/PROTOCOL.md, Steps).
const pairs = ['0O', '0Q', '0D', '1I', '1L', '2Z', '5S', '6G', '8B', 'IL', 'OQ', 'UV', '17'];

/** The characters that look like a capital or digit. */
export const lookAlikes = (character: string) => pairs
  .filter(pair => pair.includes(character)).map(pair => pair.replace(character, ''));

/** An entry without what does not count: NFKC, upper case, without blanks, hyphens and fillers. */
export const normal = (text: string) => text.normalize('NFKC').toUpperCase()
  .replace(/[\s\p{Pd}\u00ad\u2212\u200b-\u200d\u2060\ufeff<]/gu, '');

/** A place at which two entries differ, from 1; an empty text if one has nothing there. */
export interface Difference { place: number; first: string; second: string }

/** Where two entries differ. One character more or less is one difference, not all that follow. */
export const differences = (first: string, second: string): Difference[] => {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) {
    start++;
  }
  let end = 0;
  while (first.length !== second.length && end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) {
    end++;
  }
  const [one, other] = [first.slice(start, first.length - end), second.slice(start, second.length - end)];
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => (
    { place: start + at + 1, first: one[at] ?? '', second: other[at] ?? '' }))
    .filter(difference => difference.first !== difference.second);
};
