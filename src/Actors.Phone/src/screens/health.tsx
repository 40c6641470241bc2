import { useEffect, useRef, useState } from 'preact/hooks';
import { keepInTab, recallInTab } from '../kept';
import { nameOf } from '../people';
import type { Phone } from '../phone';
import { go } from '../route';
import { say } from '../texts';

const symptoms = [
  ['fever', 'fever'], ['cough', 'cough'], ['soreThroat', 'sore-throat'], ['breathlessness', 'breathlessness'],
  ['fatigue', 'fatigue'], ['headache', 'headache'], ['musclePain', 'muscle-pain'],
  ['lossOfTasteOrSmell', 'loss-of-taste-or-smell'], ['diarrhoea', 'diarrhoea'], ['nausea', 'nausea'],
  ['runnyNose', 'runny-nose'], ['chills', 'chills'],
] as const;

interface Draft { step: number; temperature: string; hasAny: boolean | null; chosen: Record<string, boolean>; note: string }

const empty: Draft = { step: 0, temperature: '', hasAny: null, chosen: {}, note: '' };
const plausible = { from: 30, to: 45 };

/** The health report of the day: one question a page, then a look at all answers; companions come one after another. */
export const Health = ({ phone }: { phone: Phone }) => {
  const [person, setPerson] = useState(phone.home!.person);
  const [answered, setAnswered] = useState<string[]>([]);
  const home = phone.homes.find(one => one.person === person)!;

  const done = () => {
    const all = [...answered, person];
    const next = phone.homes.find(one => !all.includes(one.person) && ['open', 'overdue'].includes(one.checklist?.health ?? ''));
    setAnswered(all);
    if (next) {
      setPerson(next.person);
    } else {
      phone.look(phone.received?.receipt.code === 'symptomsReceived' ? phone.received.person : all[0]!);
      go('');
    }
  };

  const handle = home.prompts.find(one => one.kind === 'health')?.handle ?? null;
  return <Questions key={person} phone={phone} person={person} handle={handle} done={done} />;
};

interface Props { phone: Phone; person: string; handle: string | null; done: () => void }

const Questions = ({ phone, person, handle, done }: Props) => {
  const [draft, setDraft] = useState(() => recallInTab(`health.${person}`, empty));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [draft.step, person]);

  const change = (next: Partial<Draft>) => setDraft(before => {
    const after = { ...before, ...next };
    keepInTab(`health.${person}`, after);
    return after;
  });

  const asked = draft.hasAny ? symptoms.length : 0;
  const last = 2 + asked + 1;
  const { step } = draft;
  const degrees = draft.temperature.normalize('NFKC').replace(',', '.').trim();
  const isPlausible = degrees === '' || (Number(degrees) >= plausible.from && Number(degrees) <= plausible.to);
  const chosen = symptoms.filter(([symptom]) => draft.hasAny && draft.chosen[symptom]);
  const next = () => change({ step: step + 1 });
  const back = (
    <button type="button" class="quiet" onClick={() => step > 0 ? change({ step: step - 1 }) : go('')}>{say('app.back')}</button>
  );
  const symptom = symptoms[step - 2];

  const send = () => {
    phone.reportHealth(person, {
      temperatureCelsius: degrees === '' ? null : Number(degrees), symptoms: chosen.map(([name]) => name),
      note: draft.note.trim() || null,
    }, handle);
    keepInTab(`health.${person}`, null);
    done();
  };

  return (
    <form noValidate onSubmit={event => event.preventDefault()}>
      {phone.homes.length > 1 && <p class="person">{nameOf(phone, person)}</p>}
      <p class="step">{say('app.step', { step: step + 1, count: last + 1 })}</p>
      <progress value={step + 1} max={last + 1} aria-hidden="true" />
      {step === 0 && (
        <>
          <h1 tabIndex={-1} ref={heading}><label for="temperature">{say('health.question.temperature')}</label></h1>
          <input
            id="temperature" inputMode="decimal" autocomplete="off" size={5} maxLength={5} value={draft.temperature}
            aria-invalid={!isPlausible} aria-describedby="temperature-wrong"
            onInput={event => change({ temperature: event.currentTarget.value })} />
          <p id="temperature-wrong" class="wrong" role="alert">
            {!isPlausible && say('refusal.temperature-out-of-range', { min: plausible.from, max: plausible.to })}
          </p>
          <div class="acts">
            <button disabled={!isPlausible || degrees === ''} onClick={next}>{say('app.next')}</button>
            <button type="button" class="quiet" onClick={() => change({ temperature: '', step: 1 })}>
              {say('app.no-thermometer')}
            </button>
            {back}
          </div>
        </>
      )}
      {step === 1 && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say('health.question.symptoms')}</h1>
          <ul class="points">{symptoms.map(([name, key]) => <li key={name}>{say(`health.symptom.${key}`)}</li>)}</ul>
          <div class="acts">
            <button type="button" onClick={() => change({ hasAny: false, step: 2 })}>{say('app.no-symptoms')}</button>
            <button type="button" class="quiet" onClick={() => change({ hasAny: true, step: 2 })}>
              {say('app.some-symptoms')}
            </button>
            {back}
          </div>
        </>
      )}
      {draft.hasAny && symptom && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say(`health.question.${symptom[1]}`)}</h1>
          <div class="acts">
            {[true, false].map(has => (
              <button
                key={String(has)} type="button" class="quiet" aria-pressed={draft.chosen[symptom[0]] === has}
                onClick={() => change({ chosen: { ...draft.chosen, [symptom[0]]: has }, step: step + 1 })}>
                {say(has ? 'app.yes' : 'app.no')}
              </button>
            ))}
            {back}
          </div>
        </>
      )}
      {step === 2 + asked && (
        <>
          <h1 tabIndex={-1} ref={heading}><label for="note">{say('health.question.note')}</label></h1>
          <textarea
            id="note" rows={4} maxLength={500} value={draft.note}
            onInput={event => change({ note: event.currentTarget.value })} />
          <div class="acts"><button type="button" onClick={next}>{say('app.next')}</button>{back}</div>
        </>
      )}
      {step === last && (
        <>
          <h1 tabIndex={-1} ref={heading}>{say('app.health-review')}</h1>
          <dl>
            <dt>{say('health.question.temperature')}</dt>
            <dd>{degrees === '' ? say('app.no-thermometer') : `${degrees} °C`}</dd>
            <dt>{say('health.question.symptoms')}</dt>
            <dd>
              {chosen.length === 0
                ? say('app.no-symptoms')
                : chosen.map(([, key]) => say(`health.symptom.${key}`)).join(' · ')}
            </dd>
            {draft.note.trim() && <><dt>{say('health.question.note')}</dt><dd>{draft.note}</dd></>}
          </dl>
          <div class="acts"><button type="button" onClick={send}>{say('app.send')}</button>{back}</div>
        </>
      )}
    </form>
  );
};
