import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { normal } from '../../compare';
import type { Details, Refusal } from '../../registration';
import { say, type TextKey } from '../../texts';
import type { Zone } from '../../zone';
import { DateComparison, TextComparison } from './comparison';
import { DateEntry, isPossible, isWhole } from './date-entry';
import { PassportPage } from './drawings';
import { ZoneEntry } from './zone-entry';
import './entry.css';

interface Props {
  details: Details;
  refusal: Refusal | null;
  isSending: boolean;
  back: ComponentChildren;
  /** What the button says that sends it. */
  act?: TextKey;
  change: (details: Details) => void;
  send: () => void;
}

type Line = 'passportNumber' | 'passportNumberAgain' | 'surname' | 'givenName' | 'issuingState';
type Day = 'birthDate' | 'birthDateAgain';

/** The entries that this form has; what is refused of others is said below it. */
const shown = ['passportNumber', 'birthDate', 'surname', 'givenName', 'issuingState', 'zone'];

/** Entries for which the machine-readable zone stands. */
const again = ['passportNumberAgain', 'birthDateAgain'];

/** The details of the passport, the ones by which a person is found typed twice. Pasting the second entry is of no use. */
export const PassportForm = ({ details, refusal, isSending, back, act = 'app.register', change, send }: Props) => {
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<string[]>([]);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [refusal]);

  const entries = Object.entries(refusal?.entries ?? {})
    .map(([path, texts]) => [path.replace('details.', ''), texts[0]!] as const);
  /** What the server said of an entry, or of a part of it. */
  const wrong = (name: string) => entries.find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
  const isHidden = (path: string) => !!details.zone && again.some(name => path.startsWith(name));
  const others = entries.filter(([path]) => isHidden(path) || !shown.some(name => path.startsWith(name))).map(([, text]) => text);

  const { passportNumber, passportNumberAgain, birthDate, birthDateAgain } = details;
  const leave = (name: string) => setLeft(before => [...before.filter(one => one !== name), name]);
  const isCompared = (name: Day | Line) => left.includes(name) || !!wrong(name);
  const areNumbersUnlike = isCompared('passportNumberAgain') && normal(passportNumberAgain) !== ''
    && normal(passportNumber) !== normal(passportNumberAgain);
  const areDatesUnlike = isCompared('birthDateAgain') && isWhole(birthDate) && isWhole(birthDateAgain)
    && (['year', 'month', 'day'] as const).some(part => birthDate[part] !== birthDateAgain[part]);

  const line = (name: Line, label: TextKey, isUnlike = false, maxLength = 100) => (
    <div class="entry">
      <label for={name}>{say(label)}</label>
      <input
        id={name} value={details[name] ?? ''} autocomplete="off" autocapitalize="characters" spellcheck={false}
        maxLength={maxLength} aria-invalid={isUnlike || !!wrong(name)}
        aria-describedby={[wrong(name) && `${name}-wrong`, isUnlike && `${name}-unlike`].filter(Boolean).join(' ') || undefined}
        onPaste={event => name === 'passportNumberAgain' && event.preventDefault()} onBlur={() => leave(name)}
        onInput={event => change({
          ...details, [name]: event.currentTarget.value, zone: name === 'passportNumber' ? null : details.zone,
        })} />
      {wrong(name) && <p class="wrong" id={`${name}-wrong`}>{wrong(name)}</p>}
    </div>
  );

  const day = (name: Day, label: TextKey, isUnlike = false) => {
    const isOdd = left.includes(name) && isWhole(details[name]) && !isPossible(details[name]);
    return (
      <DateEntry
        name={name} label={say(label)} date={details[name]} isInvalid={isUnlike}
        wrong={isOdd ? say('refusal.date-impossible') : wrong(name)} left={() => leave(name)}
        change={date => change({ ...details, [name]: date, zone: name === 'birthDate' ? null : details.zone })} />
    );
  };

  const fill = (zone: Zone) => {
    setLeft([]);
    change({
      passportNumber: zone.number, passportNumberAgain: '', birthDate: zone.birthDate,
      birthDateAgain: { year: 0, month: 0, day: 0 }, surname: zone.surname || details.surname,
      givenName: zone.surname ? zone.givenName : details.givenName, issuingState: zone.issuingState, zone: zone.text,
    });
  };

  return (
    <form noValidate ref={form} onSubmit={event => { event.preventDefault(); send(); }}>
      <p class="text">{say('app.passport-hint')}</p>
      <details class="help">
        <summary>{say('entry.where')}</summary>
        <PassportPage />
        <p>{say('entry.where-hint', { first: 1, second: 2 })}</p>
      </details>
      <fieldset disabled={isSending}>
        <ZoneEntry isRead={!!details.zone} refused={wrong('zone')} fill={fill} />
        {line('passportNumber', 'app.number')}
        {!details.zone && line('passportNumberAgain', 'app.number-again', areNumbersUnlike)}
        {areNumbersUnlike && (
          <TextComparison
            id="passportNumberAgain-unlike" first={normal(passportNumber)} second={normal(passportNumberAgain)} />
        )}
        {day('birthDate', 'app.birth')}
        {!details.zone && day('birthDateAgain', 'app.birth-again', areDatesUnlike)}
        {areDatesUnlike && <DateComparison id="birthDateAgain-unlike" first={birthDate} second={birthDateAgain} />}
        {line('surname', 'app.surname')}
        {line('givenName', 'app.given-names')}
        <p class="hint">{say('app.one-name')}</p>
        {details.issuingState && line('issuingState', 'entry.issuing-state', false, 3)}
      </fieldset>
      {refusal && (entries.length === 0 || others.length > 0) && (
        <p class="wrong" role="alert">{others[0] ?? refusal.message}</p>
      )}
      <div class="acts">
        <button disabled={isSending}>{say(isSending ? 'call.page.one-moment' : act)}</button>
        {back}
      </div>
    </form>
  );
};
