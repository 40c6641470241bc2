import { recall } from '../kept';
import type { Phone } from '../phone';
import { say } from '../texts';

/** The name of a person, as far as this phone knows it. */
export const nameOf = (phone: Phone, person: string) => {
  const names = recall<Record<string, string>>('names', {});
  return person === phone.person
    ? say('app.me')
    : names[person] ?? say('app.companion', { count: phone.homes.findIndex(home => home.person === person) });
};

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
