import { useEffect, useRef, useState } from 'preact/hooks';
import type { Phone } from '../../phone';
import { arrive, Refusal } from '../../registration';
import { say } from '../../texts';

const minuteMs = 60_000;

/** A moment as the browser's field for date and time writes it, by the clock of the phone. */
const fieldOf = (moment: Date) =>
  new Date(moment.getTime() - moment.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);

/** For those who have landed and met no officer: the stay begins with the landing. It is asked once more before it is sent. */
export const Arrival = ({ phone }: { phone: Phone }) => {
  const [isAsked, setAsked] = useState(false);
  const [landed, setLanded] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (isAsked) heading.current?.focus(); }, [isAsked]);

  const open = () => {
    setLanded(fieldOf(phone.now()));
    setProblem(null);
    setAsked(true);
  };

  const send = async () => {
    const at = new Date(landed);
    if (Number.isNaN(at.getTime())) {
      setProblem(say('refusal.value-missing'));
      return;
    }
    setSending(true);
    setProblem(null);
    try {
      // A moment that the person did not change must not be after the server's present one.
      await arrive(phone.person, at < phone.now() ? at : phone.now());
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : say('entry.not-sent'));
    } finally {
      setSending(false);
    }
  };

  return isAsked
    ? (
      <section>
        <h2 tabIndex={-1} ref={heading}>{say('entry.landed')}</h2>
        <p>{say('entry.landed-why')}</p>
        <div class="entry">
          <label for="landed">{say('entry.landed-at')}</label>
          <input
            id="landed" type="datetime-local" value={landed} max={fieldOf(phone.now())} aria-invalid={!!problem}
            aria-describedby={problem ? 'landed-wrong' : undefined} onInput={event => setLanded(event.currentTarget.value)} />
          {problem && <p class="wrong" id="landed-wrong" role="alert">{problem}</p>}
        </div>
        <div class="acts">
          <button type="button" disabled={isSending} onClick={send}>{say('entry.landed-send')}</button>
          <button type="button" class="quiet" onClick={() => setAsked(false)}>{say('app.back')}</button>
        </div>
      </section>
    )
    : <div class="acts"><button type="button" class="quiet" onClick={open}>{say('entry.arrived')}</button></div>;
};
