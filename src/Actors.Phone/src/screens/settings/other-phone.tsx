import { useState } from 'preact/hooks';
import { keep } from '../../kept';
import { nameOf } from '../../people';
import { pause } from '../../pause';
import type { Phone } from '../../phone';
import { issueToken, settleTakeover, tryCode } from '../../registration';
import { format, say } from '../../texts';
import { Said } from '../page';
import { problemOf, useStatus } from './use-status';

const codeDigits = 8;

/** How often this phone asks whether it speaks for the person now: what follows of a code is done after its answer. */
const attempts = 10;

/** How long a request of another phone waits at most. */
const waitMs = 24 * 60 * 60_000;

/** Another phone asks to continue the registration: the person allows or refuses it. Or this phone is the other one. */
export const OtherPhone = ({ phone }: { phone: Phone }) => {
  const { status, problem, load } = useStatus(phone);
  const [good, setGood] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [settled, setSettled] = useState<string[]>([]);
  if (!status) {
    return <p role="status">{problem ?? say('call.page.one-moment')}</p>;
  }

  const settle = async (person: string, isAllowed: boolean) => {
    setWrong(null);
    try {
      await settleTakeover(phone.person, isAllowed, person === phone.person ? null : person);
      setSettled([...settled, person]);
      setGood(say(isAllowed ? 'settings.takeover-allowed' : 'settings.takeover-refused'));
      if (!isAllowed) {
        await load(); // A phone that was replaced may not read it any more.
      }
    } catch (error) {
      setWrong(problemOf(error));
    }
  };

  // The server tells of the requests for companions by messages alone.
  const companions = phone.notices
    .filter(notice => notice.kind === 'otherPhone' && status.companions.includes(notice.person)
      && phone.now().getTime() - Date.parse(notice.at) < waitMs)
    .map(notice => notice.person);
  const asked = [...status.otherPhoneUntil ? [phone.person] : [], ...new Set(companions)].filter(one => !settled.includes(one));
  const zone = phone.home?.zone ?? undefined;
  return (
    <>
      <Said good={good} wrong={wrong ?? problem} />
      {asked.length === 0 && !good && <p>{say('settings.takeover-none')}</p>}
      {asked.map(person => (
        <section key={person} class="prompt">
          {person !== phone.person && <h2>{nameOf(phone, person)}</h2>}
          <p>{say('settings.takeover-asked')}</p>
          {person === phone.person && (
            <p>
              {say('settings.takeover-until', {
                date: format(status.otherPhoneUntil!, { dateStyle: 'medium', timeZone: zone }),
                time: format(status.otherPhoneUntil!, { timeStyle: 'short', timeZone: zone }),
              })}
            </p>
          )}
          <p>{say('settings.takeover-allow-hint')}</p>
          <button type="button" onClick={() => settle(person, true)}>{say('settings.takeover-allow')}</button>
          <p>{say('settings.takeover-refuse-hint')}</p>
          <button type="button" class="quiet" onClick={() => settle(person, false)}>{say('settings.takeover-refuse')}</button>
        </section>
      ))}
      {asked.length === 0 && <TakeoverCodeForm person={phone.person} />}
    </>
  );
};

/**
 * The code that was mailed to a person who registered on another phone before: this phone continues that registration, and
 * loads the app again as the phone of that person. Needs the texts of the part `own`.
 */
export const TakeoverCodeForm = ({ person }: { person: string }) => {
  const [code, setCode] = useState('');
  const [isSending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    setSending(true);
    setWrong(null);
    try {
      await tryCode(person, code);
      const now = await waitForPerson(person);
      if (now) {
        keep('person', now);
        keep('homes', null);
      }
      keep('token', null);
      location.reload();
    } catch (error) {
      setWrong(problemOf(error));
      setSending(false);
    }
  };
  return (
    <form noValidate onSubmit={send}>
      <h2>{say('settings.takeover-code')}</h2>
      <p>{say('settings.takeover-code-hint')}</p>
      <div class="entry">
        <label for="takeover-code">{say('settings.takeover-digits')}</label>
        <input
          id="takeover-code" class="digits" inputMode="numeric" autocomplete="one-time-code" maxLength={codeDigits + 4}
          value={code} aria-invalid={!!wrong} aria-describedby="takeover-code-wrong"
          onInput={event => setCode(event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, codeDigits))} />
        <p id="takeover-code-wrong" class="wrong" role="alert">{wrong}</p>
      </div>
      <button disabled={isSending || code.length < codeDigits}>
        {say(isSending ? 'call.page.one-moment' : 'settings.takeover-continue')}
      </button>
    </form>
  );
};

/** For whom this phone speaks from now on; null if the server does not say so yet. */
const waitForPerson = async (person: string) => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const issued = await issueToken(person).catch(() => null);
    if (issued && issued.person !== person) {
      return issued.person;
    }
    await pause(0);
  }
  return null;
};
