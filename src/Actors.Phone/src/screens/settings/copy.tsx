import { useState } from 'preact/hooks';
import { recall } from '../../kept';
import { nameOf } from '../../people';
import type { Phone } from '../../phone';
import { readCopy, Refusal } from '../../registration';
import { say } from '../../texts';
import { Said } from '../page';

const tooMany = '429';

/** Saves everything that is held about a person as a file. */
export const Copy = ({ phone }: { phone: Phone }) => {
  const [isSaving, setSaving] = useState(false);
  const [good, setGood] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = async (person: string) => {
    setSaving(true);
    setGood(null);
    setWrong(null);
    try {
      download(await readCopy(recall('token', ''), person === phone.person ? null : person), `copy-${person.slice(0, 8)}.json`);
      setGood(say('settings.copy-saved'));
    } catch (error) {
      setWrong(!(error instanceof Refusal) ? say('app.offline')
        : say(error.code === tooMany ? 'settings.copy-later' : 'refusal.try-again-later'));
    } finally {
      setSaving(false);
    }
  };
  const people = [phone.person, ...phone.homes.map(home => home.person).filter(one => one !== phone.person)];
  return (
    <>
      <p>{say('settings.copy-hint')}</p>
      <p>{say('settings.copy-care')}</p>
      <Said good={good} wrong={wrong} />
      <div class="acts">
        {people.map(person => (
          <button key={person} type="button" disabled={isSaving} onClick={() => save(person)}>
            {say('settings.copy-save')}{people.length > 1 && ` · ${nameOf(phone, person)}`}
          </button>
        ))}
      </div>
    </>
  );
};

const download = (file: Blob, name: string) => {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // Some browsers read it after the click.
};
