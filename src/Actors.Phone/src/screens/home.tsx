import { useState } from 'preact/hooks';
import { locate } from '../permissions';
import type { Fix } from '../messages';
import type { Phone } from '../phone';
import { say } from '../texts';
import { Before } from './before';
import { Health } from './health';

/** What the person does today, and how the stay goes. */
export const Home = ({ phone }: { phone: Phone }) => {
  const [isLocating, setLocating] = useState(false);
  const [isDenied, setDenied] = useState(false);
  const [isAsked, setAsked] = useState(false);

  const { home } = phone;
  if (!home || phone.problem) {
    return <p role="status">{phone.problem?.message ?? say('call.page.one-moment')}</p>;
  }

  const withPosition = async (report: (fix: Fix) => void) => {
    setLocating(true);
    setDenied(false);
    try {
      report(await locate(() => phone.now()));
    } catch {
      setDenied(true);
    } finally {
      setLocating(false);
    }
  };

  const health = home.prompts.find(prompt => prompt.kind === 'health');
  const places = home.prompts.filter(prompt => prompt.kind !== 'health');
  if (isAsked) {
    return <Health phone={phone} handle={health?.handle ?? null} done={() => setAsked(false)} />;
  }

  return (
    <>
      {!phone.isConnected && <p class="banner" role="status">{say('app.offline')}</p>}
      {phone.kept > 0 && <p class="banner" role="status">{say('app.kept')}</p>}
      {isDenied && <p class="banner wrong" role="alert">{say('phone.location')}</p>}
      {isLocating && <p class="banner" role="status">{say('app.locating')}</p>}
      {phone.received && <p class="banner good" role="status">{phone.received.receipt.text}</p>}
      <section>
        {home.day !== null && home.lastDay !== null && <Ring day={home.day} last={home.lastDay} />}
        {home.texts.map(text => <p key={text.key} class="text">{text.text}</p>)}
      </section>
      {home.state === 'none' && <Before phone={phone} />}
      {home.checklist && (
        <section>
          <h1>{say('app.today')}</h1>
          {!home.checklist.checkedIn && (
            <button type="button" disabled={isLocating} onClick={() => withPosition(fix => phone.checkIn(fix))}>
              {say('action.check-in')}
            </button>
          )}
          {places.map(prompt => (
            <div class="prompt" key={prompt.handle}>
              <p>{prompt.text}</p>
              <button
                type="button" disabled={isLocating}
                onClick={() => withPosition(fix => phone.reportLocation(fix, prompt.handle))}>
                {say('action.report-location')}
              </button>
            </div>
          ))}
          {health && (
            <div class="prompt">
              <p>{health.text}</p>
              <button type="button" onClick={() => setAsked(true)}>{say('action.report-health')}</button>
            </div>
          )}
          {home.checklist.checkedIn && home.prompts.length === 0 && <p>{say('app.nothing-due')}</p>}
        </section>
      )}
    </>
  );
};

/** The days of the stay as a ring: how much of it is over. The text beside it says the same. */
const Ring = ({ day, last }: { day: number; last: number }) => {
  const length = 2 * Math.PI * 44;
  return (
    <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="44" class="ahead" />
      <circle cx="50" cy="50" r="44" class="over" stroke-dasharray={`${length * Math.min(1, day / last)} ${length}`} />
      <text x="50" y="58">{day}</text>
    </svg>
  );
};
