import { useEffect, useState } from 'preact/hooks';
import { pause, Phone } from './phone';
import { forgetKey } from './device';
import { isOfAnotherPhone, issueToken } from './registration';
import { Home } from './screens/home';
import { Registration } from './screens/registration';
import { type Language, loadLanguage, say } from './texts';
import { LanguagePicker } from './screens/language';

const keptToken = 'actors.token';
const keptPerson = 'actors.person';

/** The app: registration until there is a person, then the home screen. */
export const App = () => {
  const [person, setPerson] = useState(localStorage.getItem(keptPerson));
  const [phone, setPhone] = useState<Phone | null>(null);
  const [, draw] = useState(0);

  useEffect(() => {
    if (person) {
      connect(person).then(setPhone, async () => {
        // Another phone continues, or the person was erased: this one begins again.
        await forgetKey();
        localStorage.removeItem(keptPerson);
        localStorage.removeItem(keptToken);
        setPerson(null);
      });
    }
  }, [person]);

  const choose = async (tag: Language) => {
    await loadLanguage(tag, true);
    draw(time => time + 1);
  };

  return (
    <>
      <header>
        <span class="brand">{say('centre.name')}</span>
        <LanguagePicker choose={choose} />
      </header>
      <main>
        {!person && <Registration done={registered => {
          localStorage.setItem(keptPerson, registered);
          setPerson(registered);
        }} />}
        {person && phone && <Home phone={phone} />}
        {person && !phone && <p role="status">{say('call.page.one-moment')}</p>}
      </main>
    </>
  );
};

/** The phone of a registered person, which connects by itself. */
const connect = async (person: string) => {
  const renew = async () => {
    for (let attempt = 0; ; attempt++) {
      try {
        const { token } = await issueToken(person);
        localStorage.setItem(keptToken, token);
        return;
      } catch (error) {
        if (isOfAnotherPhone(error)) {
          localStorage.removeItem(keptToken);
          throw error;
        }
        await pause(attempt + 1); // Off line, or the server is away.
      }
    }
  };
  if (!localStorage.getItem(keptToken)) {
    await renew();
  }
  const phone = new Phone(() => localStorage.getItem(keptToken) ?? '', renew);
  phone.start();
  return phone;
};
