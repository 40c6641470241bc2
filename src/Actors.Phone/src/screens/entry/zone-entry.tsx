import { useState } from 'preact/hooks';
import { lazy } from '../../lazy';
import { say } from '../../texts';
import { isUsable, lineLength, readZone, type Zone } from '../../zone';

const Scan = lazy(async () => (await import('./scan')).Scan);

interface Props { isRead: boolean; refused: string | undefined; fill: (zone: Zone) => void }

/** The two lines at the foot of the passport, pasted or scanned by the keyboard of the phone: they fill the form. */
export const ZoneEntry = ({ isRead, refused, fill }: Props) => {
  const [text, setText] = useState('');
  const [isLeft, setLeft] = useState(false);
  const zone = readZone(text);
  const [isScanning, setScanning] = useState(false);

  const read = (typed: string) => {
    setText(typed);
    const found = readZone(typed);
    if (isUsable(found)) {
      fill(found);
    }
  };

  const scanned = (found: Zone) => {
    setScanning(false);
    read(found.text!);
  };

  const isWrong = !isRead && text.trim() !== '' && (!!zone.text || isLeft) && !isUsable(zone);
  return (
    <details class="help" open={!!refused || undefined}>
      <summary>{say('entry.zone')}</summary>
      <div class="entry">
        <label for="zone">{say('entry.zone-lines')}</label>
        <textarea
          id="zone" rows={4} value={text} autocomplete="off" autocapitalize="characters" spellcheck={false} class="typed"
          aria-invalid={isWrong || !!refused} aria-describedby="zone-said zone-hint" onBlur={() => setLeft(true)}
          onInput={event => read(event.currentTarget.value)} />
        <p class="hint" id="zone-hint">{say('entry.zone-hint')}</p>
        <div id="zone-said" role="status">
          {isRead && isUsable(zone) && <p class="good">{say('entry.zone-read')}</p>}
          {isWrong && !zone.text && <p class="wrong">{say('entry.zone-incomplete', { count: lineLength })}</p>}
          {(isWrong || isRead) && zone.problems.map(({ part, hint }) => (
            <p class="wrong" key={part}>
              {say('entry.zone-unfit', { part: say(`entry.part-${part}`) })}
              {hint && ` ${say('entry.zone-slip', {
                line: hint.line, place: hint.place, first: hint.found, second: hint.perhaps,
              })}`}
            </p>
          ))}
          {refused && <p class="wrong">{refused}</p>}
        </div>
      </div>
      {navigator.mediaDevices && (isScanning
        ? <Scan found={scanned} end={() => setScanning(false)} />
        : <button type="button" class="quiet" onClick={() => setScanning(true)}>{say('entry.scan')}</button>)}
    </details>
  );
};
