import { nameOf } from '../people';
import type { Phone } from '../phone';
import { say } from '../texts';

/** Chooses whose home screen is shown, where this phone answers for companions. */
export const People = ({ phone }: { phone: Phone }) => phone.homes.length > 1 && (
  <div class="people" role="group" aria-label={say('app.people')}>
    {phone.homes.map(home => (
      <button
        key={home.person} type="button" class="quiet" aria-pressed={home.person === phone.home?.person}
        onClick={() => phone.look(home.person)}>
        {nameOf(phone, home.person)}
        {home.prompts.length > 0 && <span class="count">{home.prompts.length}</span>}
      </button>
    ))}
  </div>
);
