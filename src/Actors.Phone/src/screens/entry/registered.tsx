import { useEffect, useRef } from 'preact/hooks';
import { recall } from '../../kept';
import type { ShownText } from '../../messages';
import type { Phone } from '../../phone';
import { go, to } from '../../route';
import { say } from '../../texts';
import { TakeoverCodeForm } from '../settings/other-phone';
import { TestNotice } from '../settings/test-notice';
import { OfficerCode } from './officer-code';
import { TryDevices } from './try-devices';
import './entry.css';
import './before.css';

/** After the registration: what the server said, and what can be tried or added before the stay. */
export const Registered = ({ phone }: { phone: Phone }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const state = phone.home?.state ?? 'none';
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => { if (state !== 'none') go(''); }, [state]);

  return (
    <>
      <section>
        <h1 tabIndex={-1} ref={heading}>{say('entry.registered')}</h1>
        {recall<ShownText[]>('registered', []).map(text => <p key={text.key} class="text">{text.text}</p>)}
      </section>
      <OfficerCode phone={phone} />
      <TryDevices />
      <section class="card"><TestNotice /></section>
      <section>
        <p><a class="button quiet" href={to('settings/companions')}>{say('entry.companions')}</a></p>
        <details class="help">
          <summary>{say('entry.had-phone')}</summary>
          <TakeoverCodeForm person={phone.person} />
        </details>
      </section>
      <p><a class="button" href={to('')}>{say('app.home')}</a></p>
    </>
  );
};
