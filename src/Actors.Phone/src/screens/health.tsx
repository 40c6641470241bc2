import { useState } from 'preact/hooks';
import type { Phone } from '../phone';
import { say } from '../texts';

const symptoms = [
  ['fever', 'fever'], ['cough', 'cough'], ['soreThroat', 'sore-throat'], ['breathlessness', 'breathlessness'],
  ['fatigue', 'fatigue'], ['headache', 'headache'], ['musclePain', 'muscle-pain'],
  ['lossOfTasteOrSmell', 'loss-of-taste-or-smell'], ['diarrhoea', 'diarrhoea'], ['nausea', 'nausea'],
  ['runnyNose', 'runny-nose'], ['chills', 'chills'],
] as const;

/** The health report of the day. */
export const Health = ({ phone, handle, done }: { phone: Phone; handle: string | null; done: () => void }) => {
  const [temperature, setTemperature] = useState('');
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [note, setNote] = useState('');
  const degrees = temperature.normalize('NFKC').replace(',', '.').trim();

  const toggle = (symptom: string) => setChosen(
    (chosen ?? []).includes(symptom) ? chosen!.filter(one => one !== symptom) : [...(chosen ?? []), symptom]);

  const send = (event: Event) => {
    event.preventDefault();
    phone.reportHealth(degrees === '' ? null : Number(degrees), chosen!, note.trim() || null, handle);
    done();
  };

  return (
    <form noValidate onSubmit={send}>
      <h1>{say('action.report-health')}</h1>
      <div class="entry">
        <label for="temperature">{say('health.question.temperature')}</label>
        <input
          id="temperature" inputMode="decimal" autocomplete="off" size={5} maxLength={5} value={temperature}
          onInput={event => setTemperature(event.currentTarget.value)} />
      </div>
      <fieldset>
        <legend>{say('health.question.symptoms')}</legend>
        <label class="choice">
          <input type="checkbox" checked={chosen?.length === 0} onChange={() => setChosen([])} />{say('app.no-symptoms')}
        </label>
        {symptoms.map(([symptom, key]) => (
          <label class="choice" key={symptom}>
            <input type="checkbox" checked={!!chosen?.includes(symptom)} onChange={() => toggle(symptom)} />
            {say(`health.symptom.${key}`)}
          </label>
        ))}
      </fieldset>
      <div class="entry">
        <label for="note">{say('health.question.note')}</label>
        <textarea id="note" rows={3} maxLength={500} value={note} onInput={event => setNote(event.currentTarget.value)} />
      </div>
      <div class="acts">
        <button disabled={chosen === null || Number.isNaN(Number(degrees))}>{say('app.send')}</button>
        <button type="button" class="quiet" onClick={done}>{say('app.back')}</button>
      </div>
    </form>
  );
};
