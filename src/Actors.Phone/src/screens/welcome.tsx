import { useEffect, useRef, useState } from 'preact/hooks';
import { canKeep } from '../draft';
import { language, languageNames, languages, type Language, say } from '../texts';
import './welcome.css';

/** About how long a registration takes. */
const minutes = 5;

interface Props { choose: (tag: Language) => void; begin: () => void }

/** The first screen: the language, what the app does, and what one needs. */
export const Welcome = ({ choose, begin }: Props) => {
  const [isForbidden, setForbidden] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => { canKeep().then(can => setForbidden(!can)); }, []);

  return (
    <section>
      <h1>{say('entry.welcome.hello')}</h1>
      {isForbidden && <p class="banner wrong" role="alert">{say('entry.welcome.no-storage')}</p>}
      <ul class="languages" aria-label={say('app.language')}>
        {languages.map(tag => (
          <li key={tag}>
            <button
              type="button" lang={tag} class="quiet" aria-pressed={tag === language()}
              onClick={() => { choose(tag); button.current?.scrollIntoView({ block: 'nearest' }); }}>
              {languageNames[tag]}
            </button>
          </li>
        ))}
      </ul>
      <ul class="points">
        <li>{say('entry.welcome.reports')}</li>
        <li>{say('entry.welcome.calls')}</li>
        <li>{say('entry.welcome.help')}</li>
      </ul>
      <p><strong>{say('entry.welcome.needed', { minutes })}</strong></p>
      <div class="acts"><button type="button" ref={button} onClick={begin}>{say('entry.welcome.begin')}</button></div>
    </section>
  );
};
