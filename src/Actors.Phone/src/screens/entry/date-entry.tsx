import { useEffect, useState } from 'preact/hooks';
import type { TypedDate } from '../../registration';
import { say } from '../../texts';

const parts = ['year', 'month', 'day'] as const;
const earliestYear = 1900;

/** Whether all parts are there. */
export const isWhole = ({ year, month, day }: TypedDate) => year > 0 && month > 0 && day > 0;

/** Whether it is a day on which a living person may have been born. */
export const isPossible = ({ year, month, day }: TypedDate) => year >= earliestYear && month <= 12
  && day <= new Date(year, month, 0).getDate() && new Date(year, month - 1, day) <= new Date();

interface Props {
  name: string;
  label: string;
  date: TypedDate;
  isInvalid: boolean;
  wrong: string | undefined;
  change: (date: TypedDate) => void;
  left: () => void;
}

/** A date in its three parts, in digits of any width. */
export const DateEntry = ({ name, label, date, isInvalid, wrong, change, left }: Props) => (
  <fieldset
    onFocusOut={event => event.currentTarget.contains(event.relatedTarget as Node | null) || left()}>
    <legend>{label}</legend>
    <div class="date">
      {parts.map(part => (
        <Part
          key={part} id={`${name}-${part}`} label={say(`app.${part}`)} length={part === 'year' ? 4 : 2} value={date[part]}
          isInvalid={isInvalid || !!wrong} described={isInvalid ? `${name}-unlike` : wrong && `${name}-wrong`}
          change={value => change({ ...date, [part]: value })} />
      ))}
    </div>
    {wrong && <p class="wrong" id={`${name}-wrong`}>{wrong}</p>}
  </fieldset>
);

interface PartProps {
  id: string;
  label: string;
  length: number;
  value: number;
  isInvalid: boolean;
  described: string | undefined;
  change: (value: number) => void;
}

/** A part keeps what is typed as it is until it is left: keyboards for Japanese write full-width digits in steps. */
const Part = ({ id, label, length, value, isInvalid, described, change }: PartProps) => {
  const [text, setText] = useState('');
  useEffect(() => { setText(before => digitsOf(before) === value ? before : value ? String(value) : ''); }, [value]);
  return (
    <label>
      {label}
      <input
        id={id} inputMode="numeric" autocomplete="off" size={length} maxLength={length} value={text} aria-invalid={isInvalid}
        aria-describedby={described} onBlur={() => setText(value ? String(value) : '')}
        onInput={event => { setText(event.currentTarget.value); change(digitsOf(event.currentTarget.value)); }} />
    </label>
  );
};

const digitsOf = (text: string) => Number(text.normalize('NFKC').replace(/\D/g, ''));
