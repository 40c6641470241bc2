import { useState } from 'preact/hooks';
import { keepDraft, recallDraft } from '../draft';
import type { Phone } from '../phone';
import { arrive, type Details } from '../registration';
import { language, say } from '../texts';

type Passport = Omit<Details, 'passportNumberAgain' | 'birthDateAgain'>;

/** A passport that was made up for this visitor; the roster expects its holder. */
const makeUp = async () => {
  const answer = await fetch('/development/travellers', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ programme: recallDraft().programme, language: language() }),
  });
  if (!answer.ok) {
    throw new Error(`No traveller was made up: ${answer.status}.`);
  }
  return await answer.json() as Passport;
};

/** Before the registration: what the visitor tries, and the button that fills the form. */
export const Trial = ({ done }: { done: () => void }) => {
  const { act, isBusy, trouble } = useAct(async () => {
    const { passportNumber, birthDate, ...names } = await makeUp();
    const details = { ...names, passportNumber, passportNumberAgain: passportNumber, birthDate, birthDateAgain: birthDate };
    keepDraft({ ...recallDraft(), details });
    done();
  });
  return (
    <section>
      <h1>{say('trial.heading')}</h1>
      <p>{say('trial.intro')}</p>
      <p>{say('trial.fictional')}</p>
      <p class="hint">{say('trial.privacy')}</p>
      {trouble}
      <div class="acts"><button type="button" disabled={isBusy} onClick={act}>{say('trial.start')}</button></div>
    </section>
  );
};

/** The officer at the airport lets the person pass: in the demo the visitor plays this, too. */
export const Officer = ({ phone }: { phone: Phone }) => {
  const { act, isBusy, trouble } = useAct(async () => {
    await arrive(phone.person, phone.now());
    await phone.tell();
  });
  return (
    <>
      {trouble}
      <button type="button" class="quiet" disabled={isBusy} onClick={act}>{say('trial.officer')}</button>
    </>
  );
};

const useAct = (what: () => Promise<void>) => {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const act = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await what();
    } catch (error) {
      console.warn(error);
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return { act, isBusy, trouble: hasFailed && <p class="wrong" role="alert">{say('refusal.try-again-later')}</p> };
};
