import { useState } from 'preact/hooks';
import type { Phone } from '../../phone';
import { type Mode, setMode } from '../../registration';
import { say } from '../../texts';
import { Said } from '../page';
import { problemOf, useStatus } from './use-status';

const modes = [
  ['healthMonitoring', 'settings.mode-monitoring', 'settings.mode-monitoring-hint'],
  ['normal', 'settings.mode-normal', 'settings.mode-normal-hint'],
] as const;

/** Whether the phone reports to the centre (SPEC E6). */
export const ModePage = ({ phone }: { phone: Phone }) => {
  const { status, problem, load } = useStatus(phone);
  const [chosen, setChosen] = useState<Mode | null>(null);
  const [good, setGood] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (!status) {
    return <p role="status">{problem ?? say('call.page.one-moment')}</p>;
  }

  const change = async (event: Event) => {
    event.preventDefault();
    setGood(null);
    setWrong(null);
    try {
      await setMode(phone.person, chosen!);
      setGood(say('settings.mode-changed'));
      await load();
    } catch (error) {
      setWrong(problemOf(error));
    }
    setChosen(null);
  };

  return (
    <form onSubmit={change}>
      <Said good={good} wrong={wrong ?? problem} />
      <fieldset>
        <legend class="unseen">{say('settings.mode')}</legend>
        {modes.map(([mode, name, hint]) => (
          <div key={mode}>
            <label class="choice">
              <input
                type="radio" name="mode" checked={(chosen ?? status.mode) === mode} aria-describedby={`mode-${mode}`}
                onChange={() => setChosen(mode)} />
              <strong>{say(name)}</strong>
            </label>
            <p id={`mode-${mode}`}>{say(hint)}</p>
          </div>
        ))}
      </fieldset>
      <p class="hint">{say('settings.mode-stay')}</p>
      <div class="acts">
        <button disabled={chosen === null || chosen === status.mode}>{say('settings.mode-change')}</button>
      </div>
    </form>
  );
};
