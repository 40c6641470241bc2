import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Details, Refusal, TypedDate } from '../registration';
import { say, type TextKey } from '../texts';

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

type Line = 'passportNumber' | 'passportNumberAgain' | 'surname' | 'givenName';
type Day = 'birthDate' | 'birthDateAgain';

/** The details of the passport, the ones by which a person is found typed twice. Pasting the second entry is of no use. */
export const Passport = ({ details, refusal, isSending, back, act = 'app.register', change, send }: Props) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [refusal]);

  const wrong = (path: string) => refusal?.entries[`details.${path}`]?.[0];

  const line = (name: Line, label: TextKey, isAgain = false) => (
    <Entry name={name} label={say(label)} wrong={wrong(name)}>
      {described => (
        <input
          id={name} value={details[name]} autocomplete="off" autocapitalize="characters" spellcheck={false} maxLength={100}
          onPaste={event => isAgain && event.preventDefault()} aria-invalid={!!wrong(name)} aria-describedby={described}
          onInput={event => change({ ...details, [name]: event.currentTarget.value })} />
      )}
    </Entry>
  );

  const day = (name: Day, label: TextKey) => (
    <fieldset>
      <legend>{say(label)}</legend>
      <div class="date">
        {(['year', 'month', 'day'] as const).map(part => (
          <label key={part}>
            {say(`app.${part}`)}
            <input
              id={`${name}-${part}`} inputMode="numeric" autocomplete="off" size={part === 'year' ? 4 : 2}
              maxLength={part === 'year' ? 4 : 2} value={details[name][part] || ''} aria-invalid={!!wrong(name)}
              aria-describedby={wrong(name) && `${name}-wrong`}
              onInput={event => change({ ...details, [name]: withPart(details[name], part, event.currentTarget.value) })} />
          </label>
        ))}
      </div>
      {wrong(name) && <p class="wrong" id={`${name}-wrong`}>{wrong(name)}</p>}
    </fieldset>
  );

  return (
    <form noValidate ref={form} onSubmit={event => { event.preventDefault(); send(); }}>
      <p class="text">{say('app.passport-hint')}</p>
      {line('passportNumber', 'app.number')}
      {line('passportNumberAgain', 'app.number-again', true)}
      {day('birthDate', 'app.birth')}
      {day('birthDateAgain', 'app.birth-again')}
      {line('surname', 'app.surname')}
      {line('givenName', 'app.given-names')}
      <p class="hint">{say('app.one-name')}</p>
      {refusal && Object.keys(refusal.entries).length === 0 && <p class="wrong" role="alert">{refusal.message}</p>}
      <div class="acts">
        <button disabled={isSending}>{say(isSending ? 'call.page.one-moment' : act)}</button>
        {back}
      </div>
    </form>
  );
};

const withPart = (date: TypedDate, part: keyof TypedDate, text: string): TypedDate => ({
  ...date, [part]: Number(text.normalize('NFKC').replace(/\D/g, '')),
});

interface EntryProps {
  name: string;
  label: string;
  wrong: string | undefined;
  children: (described: string | undefined) => ComponentChildren;
}

const Entry = ({ name, label, wrong, children }: EntryProps) => (
  <div class="entry">
    <label for={name}>{label}</label>
    {children(wrong && `${name}-wrong`)}
    {wrong && <p class="wrong" id={`${name}-wrong`}>{wrong}</p>}
  </div>
);
