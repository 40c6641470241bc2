import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from '../idle';
import { lazy } from '../lazy';
import type { Phone } from '../phone';
import { usePush } from '../push';
import { to } from '../route';
import { type Language, loadPart, say, type TextKey } from '../texts';
import { isTrial, restWhileHidden } from '../trial';
import { prepare } from './call/ringer';
import { Home } from './home';

interface Props { phone: Phone; route: string; choose: (tag: Language) => void }

const loadCall = async () => (await import('./call/call')).Call;
const AirportTests = lazy(async () => (await import('./airport')).AirportTests);
const Call = lazy(loadCall, 'call');
const Messages = lazy(async () => (await import('./messages')).Messages, 'own');
const Record = lazy(async () => (await import('./record')).Record, 'own');
const Settings = lazy(async () => (await import('./settings/settings')).Settings, 'own');
const Registered = lazy(async () => (await import('./entry/registered')).Registered, 'entry', 'own');
const Health = lazy(async () => (await import('./health')).Health, 'health');
const Manual = lazy(async () => (await import('./manual/manual')).Manual, 'manual');

const places: [string, TextKey][] = [
  ['', 'app.home'], ['messages', 'app.messages'], ['record', 'app.record'], ['settings', 'app.more'],
];

/** Everything after the registration: the screen of the route, and above all others a call. What is typed meanwhile stays. */
export const Stay = ({ phone, route, choose }: Props) => {
  const [, draw] = useState(0);
  useEffect(() => phone.listen(() => draw(time => time + 1)), [phone]);
  useEffect(() => whenIdle(async () => (await import('./manual/manual')).prepareManual()), []);
  useEffect(() => whenIdle(() => Promise.all([loadCall(), loadPart('call')])), []); // A call that rings must not wait.
  useEffect(() => isTrial ? restWhileHidden(phone) : undefined, [phone]);
  useEffect(() => {
    const touches = ['pointerdown', 'keydown'];
    touches.forEach(touch => addEventListener(touch, prepare)); // Sound for a call that comes later.
    return () => touches.forEach(touch => removeEventListener(touch, prepare));
  }, []);
  usePush(phone);

  const { call, isCalled } = phone;
  const isAnnounced = call?.stage === 'announced';
  useEffect(() => {
    if (isAnnounced) {
      import('./call/hints/hints').then(({ prepareHints }) => prepareHints(), () => {});
    }
  }, [isAnnounced]);

  const [place = ''] = route.split('/');
  const unread = phone.notices.filter(notice => !notice.readAt).length;
  return (
    <>
      {isCalled && <main class="called"><Call phone={phone} call={phone.call!} /></main>}
      <main hidden={isCalled}>
        {phone.tests && <AirportTests phone={phone} />}
        <Screen phone={phone} route={route} choose={choose} />
      </main>
      <nav hidden={isCalled}>
        {places.map(([name, key]) => (
          <a key={name} href={to(name)} aria-current={place === name ? 'page' : undefined}>
            {say(key)}{name === 'messages' && unread > 0 && <span class="count">{unread}</span>}
          </a>
        ))}
      </nav>
    </>
  );
};

const Screen = ({ phone, route, choose }: Props) => {
  const [place, ...more] = route.split('/');
  switch (place) {
    case 'messages': return <Messages phone={phone} />;
    case 'record': return <Record phone={phone} />;
    case 'settings': return <Settings phone={phone} page={more.join('/')} choose={choose} />;
    case 'health': return phone.home ? <Health phone={phone} /> : <Home phone={phone} />;
    case 'manual': return <Manual phone={phone} page={more.join('/')} />;
    case 'registered': return <Registered phone={phone} />;
    default: return <Home phone={phone} />;
  }
};
