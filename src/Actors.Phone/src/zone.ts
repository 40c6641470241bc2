// The machine-readable zone of a passport (ICAO 9303-4, size TD3: two lines of 44), read as the server reads it.
import { lookAlikes } from './compare';
import type { TypedDate } from './registration';

/** The length of a line. */
export const lineLength = 44;

/** The parts of a zone that are checked. */
export type ZonePart = 'document' | 'name' | 'number' | 'birth' | 'expiry' | 'optional' | 'composite';

/** A part that does not fit, and the character that was probably misread; null if none can be named. */
export interface ZoneProblem { part: ZonePart; hint: { line: number; place: number; found: string; perhaps: string } | null }

/** What a zone says. */
export interface Zone {
  /** The two lines; null if the text does not have them. */
  text: string | null;
  number: string;
  birthDate: TypedDate;
  surname: string;
  givenName: string;
  issuingState: string | null;
  problems: ZoneProblem[];
}

/** Parts without which the server takes no zone. The others are said, and left to the person. */
const needed: ZonePart[] = ['document', 'number', 'birth', 'composite'];

/** Whether a zone can stand for the second entries. */
export const isUsable = ({ text, problems }: Zone) => !!text && !problems.some(({ part }) => needed.includes(part));

const weights = [7, 3, 1];

const valueOf = (character: string) =>
  /\d/.test(character) ? Number(character) : /[A-Z]/.test(character) ? character.charCodeAt(0) - 55 : 0;

/** The check digit of a field (ICAO 9303-3, 4.9). */
export const checkDigit = (field: string) =>
  Array.from(field).reduce((sum, character, place) => sum + valueOf(character) * weights[place % 3]!, 0) % 10;

const isChecked = (field: string, check: string | undefined) => check === String(checkDigit(field));

/** Keyboards and text recognition make one character of two fillers. */
const clean = (text: string) => text.normalize('NFKC').toUpperCase()
  .replaceAll('«', '<<').replaceAll('≪', '<<').replaceAll('‹', '<');

/** Whether it is the line with the name: it begins with a letter of the kind of document and has hardly a digit. */
const isFirst = (line: string) => /^[A-Z]/.test(line) && line.replace(/\D/g, '').length < 6;

/** The two lines in a text that may have more around them, in either order; null if they are not there. */
const linesOf = (text: string): [string, string] | null => {
  const lines = clean(text).split(/[\r\n]+/).map(line => line.replace(/\s/g, '')).filter(line => line.length > 0);
  const whole = lines.join('');
  const cut = whole.length - lineLength;
  const tries = [
    ...lines.slice(1).map((line, at) => [lines[at]!, line]),
    [whole.slice(0, cut), whole.slice(cut)], [whole.slice(lineLength), whole.slice(0, lineLength)],
  ];
  for (const [one = '', other = ''] of tries) {
    const [names, data] = isFirst(one) ? [one, other] : [other, one];
    if (isFirst(names) && names.length >= 10 && names.length <= lineLength && data.length === lineLength) {
      return [names.padEnd(lineLength, '<'), data];
    }
  }
  return null;
};

/** The one character that was taken for a look-alike: with the other one the check digit is right. */
const slip = (data: string, start: number, length: number) => {
  const found = [];
  for (let at = start; at <= start + length; at++) {
    for (const other of lookAlikes(data[at]!)) {
      const changed = data.slice(0, at) + other + data.slice(at + 1);
      const isDigitPlace = length === 6 || at === start + length;
      if ((!isDigitPlace || /\d/.test(other)) && isChecked(changed.slice(start, start + length), changed[start + length])) {
        found.push({ line: 2, place: at + 1, found: data[at]!, perhaps: other });
      }
    }
  }
  return found.length === 1 ? found[0]! : null;
};

/** Two digits of a year are of the last century if they would be after today. */
const birthOf = (text: string, today: Date): TypedDate => {
  const [year = 0, month = 0, day = 0] = (text.match(/\d\d/g) ?? []).map(Number);
  const century = Math.trunc(today.getFullYear() / 100) * 100;
  const isAhead = new Date(century + year, Math.max(0, month - 1), day || 1) > today;
  return { year: century + year - (isAhead ? 100 : 0), month, day };
};

const isDate = (text: string) => /^\d{6}$/.test(text) && Number(text.slice(2, 4)) <= 12 && Number(text.slice(4)) <= 31;

/** Reads a zone as scanned, typed or pasted. */
export const readZone = (text: string, today = new Date()): Zone => {
  const [names, data] = linesOf(text) ?? [];
  const problems: ZoneProblem[] = [];
  if (!names || !data) {
    const birthDate = { year: 0, month: 0, day: 0 };
    return { text: null, number: '', birthDate, surname: '', givenName: '', issuingState: null, problems };
  }

  const verify = (part: ZonePart, start: number, length: number, isPossible = true) => {
    if (!isPossible || !isChecked(data.slice(start, start + length), data[start + length])) {
      problems.push({ part, hint: slip(data, start, length) });
    }
  };
  if (!names.startsWith('P')) {
    problems.push({ part: 'document', hint: null });
  }
  const [surname = '', ...given] = names.slice(5).split('<<').map(name => name.replaceAll('<', ' ').trim());
  const wrong = names.slice(5).search(/[^A-Z<]/);
  if (wrong >= 0 || !surname) {
    const [perhaps] = wrong < 0 ? [] : lookAlikes(names[5 + wrong]!).filter(other => /[A-Z]/.test(other));
    problems.push({ part: 'name', hint: perhaps ? { line: 1, place: 6 + wrong, found: names[5 + wrong]!, perhaps } : null });
  }
  const number = data.slice(0, 9).replace(/<+$/, '');
  verify('number', 0, 9, /^[A-Z\d]{4,9}$/.test(number));
  verify('birth', 13, 6, isDate(data.slice(13, 19)) || /^(\d\d|<<){3}$/.test(data.slice(13, 19)));
  verify('expiry', 21, 6, isDate(data.slice(21, 27)));
  if (data[42] !== '<' || /[^<]/.test(data.slice(28, 42))) {
    verify('optional', 28, 14); // Without content it has the check digit 0, or a filler in its place (ICAO 9303-4, 4.2.2.2).
  }
  if (problems.length === 0 && !isChecked(data.slice(0, 10) + data.slice(13, 20) + data.slice(21, 43), data[43])) {
    problems.push({ part: 'composite', hint: null });
  }
  return {
    text: `${names}\n${data}`, number, birthDate: birthOf(data.slice(13, 19), today), surname,
    givenName: given.filter(Boolean).join(' '), issuingState: names.slice(2, 5).replaceAll('<', '') || null, problems,
  };
};
