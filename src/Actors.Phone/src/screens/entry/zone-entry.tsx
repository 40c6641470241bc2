import { useState } from 'preact/hooks';
import { say } from '../../texts';
import { lineLength, readZone, type Zone, type ZonePart } from '../../zone';

/** Parts without which the server takes no zone. The others are said, and left to the person. */
const needed: ZonePart[] = ['document', 'number', 'birth', 'composite'];

interface Props { isRead: boolean; refused: string | undefined; fill: (zone: Zone) => void }

/** The two lines at the foot of the passport, pasted or scanned by the keyboard of the phone: they fill the form. */
export const ZoneEntry = ({ isRead, refused, fill }: Props) => {
  const [text, setText] = useState('');
  const [isLeft, setLeft] = useState(false);
  const zone = readZone(text);
  const isUsable = !!zone.text && !zone.problems.some(({ part }) => needed.includes(part));

  const read = (typed: string) => {
    setText(typed);
    const found = readZone(typed);
    if (found.text && !found.problems.some(({ part }) => needed.includes(part))) {
      fill(found);
    }
  };

  const isWrong = !isRead && text.trim() !== '' && (!!zone.text || isLeft) && !isUsable;
  return (
    <details class="help" open={!!refused || undefined}>
      <summary>{say('entry.zone')}</summary>
      <div class="entry">
        <label for="zone">{say('entry.zone-lines')}</label>
        <textarea
          id="zone" rows={2} value={text} autocomplete="off" autocapitalize="characters" spellcheck={false} class="typed"
          aria-invalid={isWrong || !!refused} aria-describedby="zone-said" onBlur={() => setLeft(true)}
          onInput={event => read(event.currentTarget.value)} />
        <p class="hint">{say('entry.zone-hint')}</p>
        <div id="zone-said" role="status">
          {isRead && isUsable && <p class="good">{say('entry.zone-read')}</p>}
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
    </details>
  );
};
