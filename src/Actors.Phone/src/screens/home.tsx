import { useEffect, useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { locate } from '../permissions';
import type { Fix } from '../messages';
import type { Phone } from '../phone';
import { say } from '../texts';
import { Health } from './health';

/** How long a code for the officer is shown before another one is asked for; it is good for longer. */
const codeShownMs = 5 * 60_000;

/** What the person does today, and how the stay goes. */
export const Home = ({ phone }: { phone: Phone }) => {
  const [isLocating, setLocating] = useState(false);
  const [isDenied, setDenied] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [code, setCode] = useState<string | null>(null);

  const { home } = phone;
  const isBefore = home?.state === 'none' || (!!home && !home.checklist);
  useEffect(() => {
    if (isBefore && phone.isConnected) {
      const ask = () => phone.ask<{ code: string }>('GetInspectionCode', {}).then(answer => setCode(answer.code), () => {});
      ask();
      const timer = setInterval(ask, codeShownMs);
      return () => clearInterval(timer);
    }
    return undefined;
  }, [isBefore, phone.isConnected]);

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
      {isBefore && code && (
        <section>
          <h1>{say('app.officer-code')}</h1>
          <div class="code" data-code={code} dangerouslySetInnerHTML={{ __html: renderSVG(code) }} />
          <p class="hint">{say('app.officer-code-hint')}</p>
        </section>
      )}
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
