import { differences, lookAlikes } from '../../compare';
import type { TypedDate } from '../../registration';
import { say } from '../../texts';

interface TextProps { id: string; first: string; second: string }

/** How many differences are named; more than that is another number. */
const maxNamed = 3;

/** Two entries under each other: what differs is underlined, and named in words. */
export const TextComparison = ({ id, first, second }: TextProps) => {
  const found = differences(first, second);
  return (
    <div class="comparison" id={id} role="status">
      <p>{say('entry.unlike')}</p>
      <Marked text={first} isMarked={at => found.some(one => one.place === at + 1 && one.first !== '')} />
      <Marked text={second} isMarked={at => found.some(one => one.place === at + 1 && one.second !== '')} />
      <ul>
        {found.slice(0, maxNamed).map(({ place, first: one, second: other }) => (
          <li key={place}>
            {say('entry.unlike-at', { place, first: one || say('entry.nothing'), second: other || say('entry.nothing') })}
            {one && lookAlikes(one).includes(other) && <><br />{alike(one, other)}</>}
          </li>
        ))}
      </ul>
    </div>
  );
};

const alike = (one: string, other: string) => {
  const isDigit = (text: string) => /\d/.test(text);
  return isDigit(one) === isDigit(other)
    ? say('entry.look-alike', { first: one, second: other })
    : say('entry.letter-and-digit', isDigit(one) ? { first: other, second: one } : { first: one, second: other });
};

const Marked = ({ text, isMarked }: { text: string; isMarked: (at: number) => boolean }) => (
  <p class="typed" aria-hidden="true">
    {Array.from(text, (character, at) => isMarked(at) ? <mark key={at}>{character}</mark> : <span key={at}>{character}</span>)}
  </p>
);

/** The parts in which two dates differ. */
export const DateComparison = ({ id, first, second }: { id: string; first: TypedDate; second: TypedDate }) => (
  <div class="comparison" id={id} role="status">
    <p>{say('entry.unlike')}</p>
    <ul>
      {(['year', 'month', 'day'] as const).filter(part => first[part] !== second[part]).map(part => (
        <li key={part}>
          {say('entry.unlike-part', { name: say(`app.${part}`), first: first[part], second: second[part] })}
        </li>
      ))}
    </ul>
  </div>
);
