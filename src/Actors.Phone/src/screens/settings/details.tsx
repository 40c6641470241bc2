import { useState } from 'preact/hooks';
import { nameOf } from '../../people';
import type { Phone } from '../../phone';
import { correct, type Details, Refusal, type Status, uphold } from '../../registration';
import { to } from '../../route';
import { format, say } from '../../texts';
import { Said } from '../page';
import { Passport } from '../passport';
import { problemOf, useStatus } from './use-status';

/** The registered details, to compare with the passport; they can be corrected until they are confirmed. */
export const DetailsPage = ({ phone }: { phone: Phone }) => {
  const { status, problem, load } = useStatus(phone);
  const [isCorrecting, setCorrecting] = useState(false);
  const [isSending, setSending] = useState(false);
  const [good, setGood] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (!status) {
    return <p role="status">{problem ?? say('call.page.one-moment')}</p>;
  }

  const confirm = async () => {
    setSending(true);
    setWrong(null);
    try {
      await uphold(phone.person);
      setGood(say('settings.details-right-done'));
    } catch (error) {
      setWrong(problemOf(error));
    } finally {
      setSending(false);
    }
  };

  if (isCorrecting && status.state !== 'confirmed') {
    return (
      <Correction
        status={status} person={phone.person} back={() => setCorrecting(false)}
        done={() => { setCorrecting(false); setGood(say('settings.details-corrected')); load(); }} />
    );
  }

  const { details } = status;
  return (
    <>
      <Said good={good} wrong={wrong ?? problem} />
      {!good && status.texts.map(text => <p key={text.key} class="text" data-state={status.state}>{text.text}</p>)}
      <dl>
        <Line label={say('app.number')} value={details.passportNumber} />
        <Line label={say('app.birth')} value={format(details.birthDate, { dateStyle: 'long', timeZone: 'UTC' })} />
        <Line label={say('app.surname')} value={details.surname} />
        <Line label={say('app.given-names')} value={details.givenName || '–'} />
      </dl>
      {status.state === 'confirmed'
        ? (
          <p>
            {say('settings.details-confirmed')}{' '}
            <a class="link" href={`mailto:${status.detailsContact}`}>{status.detailsContact}</a>
          </p>
        )
        : (
          <>
            <p>{say('settings.details-compare')}</p>
            <div class="acts">
              <button type="button" disabled={isSending} onClick={confirm}>{say('settings.details-right')}</button>
              <button type="button" class="quiet" onClick={() => { setGood(null); setCorrecting(true); }}>
                {say('settings.details-correct')}
              </button>
            </div>
          </>
        )}
      <h2>{say('settings.companions')}</h2>
      {status.companions.length === 0 && <p>{say('settings.companions-none')}</p>}
      <ul>{status.companions.map(one => <li key={one}>{nameOf(phone, one)}</li>)}</ul>
      <a class="link line" href={to('settings/companions')}>{say('settings.companions-open')}</a>
    </>
  );
};

const Line = ({ label, value }: { label: string; value: string }) => <div><dt>{label}</dt><dd>{value}</dd></div>;

/** Number and date of birth are typed twice again: a correction must not bring another slip. */
const Correction = ({ status, person, back, done }: { status: Status; person: string; back: () => void; done: () => void }) => {
  const [year = 0, month = 0, day = 0] = status.details.birthDate.split('-').map(Number);
  const [details, setDetails] = useState<Details>({
    ...status.details, passportNumberAgain: '', birthDate: { year, month, day }, birthDateAgain: { year: 0, month: 0, day: 0 },
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    setRefusal(null);
    try {
      await correct(person, details);
      done();
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : new Refusal('', say('app.offline')));
      setSending(false);
    }
  };
  return (
    <Passport
      details={details} refusal={refusal} isSending={isSending} act="app.send" change={setDetails} send={send}
      back={<button type="button" class="quiet" onClick={back}>{say('app.back')}</button>} />
  );
};
