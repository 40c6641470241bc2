import { language, languageNames, languages, type Language, say } from '../texts';

/** Chooses the language; each has its own name. */
export const LanguagePicker = ({ choose }: { choose: (tag: Language) => void }) => (
  <label class="language">
    <span class="unseen">{say('app.language')}</span>
    <select value={language()} onChange={event => choose(event.currentTarget.value as Language)}>
      {languages.map(tag => <option key={tag} value={tag} lang={tag}>{languageNames[tag]}</option>)}
    </select>
  </label>
);
