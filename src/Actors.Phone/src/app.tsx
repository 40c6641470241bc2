import { Component, type ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { forgetKey } from './device';
import { isBegun } from './draft';
import { keepFiles } from './installation';
import { forget, keep, recall } from './kept';
import { lazy } from './lazy';
import type { Home } from './messages';
import { pause } from './pause';
import type { Phone } from './phone';
import { isOfAnotherPhone, issueToken } from './registration';
import { to, useRoute } from './route';
import { type Language, loadLanguage, say } from './texts';
import { LanguagePicker } from './screens/language';
import { Registration } from './screens/registration';
import { Update } from './screens/update';
import { isTrial, Trial } from './trial';

const Stay = lazy(async () => (await import('./screens/stay')).Stay);

/** The app: registration until there is a person, then the stay. */
export const App = () => {
  const [person, setPerson] = useState(recall<string | null>('person', null));
  const [phone, setPhone] = useState<Phone | null>(null);
  const [, draw] = useState(0);
  const [isEntered, setEntered] = useState(!isTrial || isBegun());
  const route = useRoute();

  useEffect(() => {
    if (person) {
      connect(person).then(setPhone, async () => {
        // Another phone continues, or the person was erased: this one begins again.
        await forgetKey();
        forget();
        setPhone(null);
        setEntered(!isTrial);
        setPerson(null);
      });
    }
  }, [person]);

  const choose = async (tag: Language) => {
    await loadLanguage(tag, true);
    phone?.tell();
    keepFiles();
    draw(time => time + 1);
  };

  const enter = (registered: string) => {
    keep('person', registered);
    setPerson(registered);
  };

  return (
    <Failure>
      <header>
        <a class="brand" href={to('')}>{say('centre.name')}</a>
        <LanguagePicker choose={choose} />
      </header>
      <Update phone={phone} />
      {!person && (
        <main>
          {isEntered ? <Registration choose={choose} done={enter} /> : <Trial done={() => setEntered(true)} />}
        </main>
      )}
      {person && (phone
        ? <Stay phone={phone} route={route} choose={choose} />
        : <main><p role="status">{say('call.page.one-moment')}</p></main>)}
    </Failure>
  );
};

/** Shows what to do when the app itself fails; nothing that was typed or is to be sent is lost by loading it again. */
class Failure extends Component<{ children: ComponentChildren }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ hasFailed: true });
  }

  override render() {
    return this.state.hasFailed
      ? (
        <main>
          <h1>{say('app.failed')}</h1>
          <p role="alert">{say('app.failed-hint')}</p>
          <button type="button" onClick={() => location.reload()}>{say('app.load-again')}</button>
        </main>
      )
      : this.props.children;
  }
}

/** The phone of a registered person, which connects by itself. */
const connect = async (person: string) => {
  const module = import('./phone');
  const renew = async () => {
    for (let attempt = 0; ; attempt++) {
      try {
        const issued = await issueToken(person);
        keep('token', issued.token);
        if (issued.person !== person) {
          keep('person', issued.person); // This phone continues the registration of another one.
          keep('homes', null);
          location.reload();
        }
        return;
      } catch (error) {
        if (isOfAnotherPhone(error)) {
          keep('token', null);
          throw error;
        }
        await pause(attempt + 1); // Off line, or the server is away.
      }
    }
  };
  if (!recall('token', null)) {
    await renew();
  } else if (!recall<Home[]>('homes', []).some(home => home.endDate || home.state === 'unconfirmed')) {
    renew().catch(() => location.reload()); // Another phone may have let this one continue while it was away.
  }
  const phone = new (await module).Phone(person, () => recall('token', ''), renew);
  phone.start();
  return phone;
};
