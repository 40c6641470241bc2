import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, locate, type PermissionKind, roughMetres, usePermission } from '../../permissions';
import { platform } from '../../registration';
import { say, type TextKey } from '../../texts';
import { AddressBar, PhoneAsks, SettingsSwitch } from './drawings';

interface Props {
  kind: PermissionKind;
  /** What the browser said when it was asked; undefined if it was not asked yet. */
  given: boolean | undefined;
  heading: RefObject<HTMLHeadingElement | null>;
  back: ComponentChildren;
  take: (isAllowed: boolean) => void;
  next: (isAllowed: boolean) => void;
}

/** Asks for one permission: why, then the question of the browser, and help when it is refused. */
export const Permission = ({ kind, given, heading, back, take, next }: Props) => {
  const [isAsking, setAsking] = useState(false);
  const [isRough, setRough] = useState(false);
  const state = usePermission(kind);
  const isAllowed = state === 'granted';
  const isRefused = !isAllowed && (given === false || state === 'denied');

  useEffect(() => {
    if (isAllowed && kind === 'location') {
      locate().then(fix => setRough(fix.accuracyMetres > roughMetres), () => {});
    }
  }, [isAllowed]);

  const askNow = async () => {
    setAsking(true);
    const answer = await ask(kind);
    setAsking(false);
    (answer ? next : take)(answer);
  };

  return (
    <div data-permission={kind}>
      <h1 tabIndex={-1} ref={heading}>{say(`entry.allow-${kind}`)}</h1>
      <PhoneAsks />
      <p>{say(`entry.why-${kind}`)}</p>
      {isAllowed && <p class="good" role="status">{say('entry.allowed')}</p>}
      {isAllowed && isRough && <p role="status">{say('entry.rough-location')}</p>}
      {isRefused && <p role="status">{say('entry.refused')}</p>}
      {(isRefused || isRough) && <PermissionHelp kind={kind} />}
      <div class="acts">
        {isAllowed && <button type="button" onClick={() => next(true)}>{say('app.next')}</button>}
        {state && !isAllowed && (
          <button type="button" disabled={isAsking} onClick={askNow}>
            {say(isRefused ? 'entry.ask-again' : 'app.permissions-ask')}
          </button>
        )}
        {state && !isAllowed && (
          <button type="button" class="quiet" onClick={() => next(false)}>
            {say(isRefused ? 'entry.go-on-without' : 'entry.not-now')}
          </button>
        )}
        {back}
      </div>
    </div>
  );
};

/** How to allow something in the settings, for iPhones and for Android; the one of this phone is open. */
export const PermissionHelp = ({ kind }: { kind: PermissionKind }) => {
  const name = say(`entry.allow-${kind}`);
  const isIphone = platform().startsWith('iOS');
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  const iphone: TextKey[] = kind === 'notifications'
    ? isInstalled ? ['entry.iphone-notifications'] : ['entry.iphone-home-screen', 'entry.iphone-notifications']
    : ['entry.iphone-page', 'entry.set-to-allow', 'entry.iphone-system'];
  const android: TextKey[] = ['entry.android-page', 'entry.set-to-allow', 'entry.android-system'];
  return (
    <>
      <Way title={say('entry.on-iphone')} isOpen={isIphone} name={name} isByAddress={kind !== 'notifications'}
        steps={kind === 'location' ? [...iphone, 'entry.iphone-precise'] : iphone} />
      <Way title={say('entry.on-android')} isOpen={!isIphone} name={name} isByAddress
        steps={kind === 'location' ? [...android, 'entry.android-precise'] : android} />
    </>
  );
};

interface WayProps { title: string; isOpen: boolean; name: string; isByAddress: boolean; steps: TextKey[] }

const Way = ({ title, isOpen, name, isByAddress, steps }: WayProps) => (
  <details class="help" open={isOpen}>
    <summary>{title}</summary>
    <div class="drawings">{isByAddress && <AddressBar />}<SettingsSwitch name={name} /></div>
    <ol>{steps.map(key => <li key={key}>{say(key, { name })}</li>)}</ol>
  </details>
);
