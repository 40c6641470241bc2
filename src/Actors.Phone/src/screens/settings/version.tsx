import { useState } from 'preact/hooks';
import { update } from '../../installation';
import type { Phone } from '../../phone';
import { appVersion, platform } from '../../registration';
import { say } from '../../texts';

/** The version of the app, and whether the server has a newer one. */
export const Version = ({ phone }: { phone: Phone }) => {
  const [found, setFound] = useState<'newest' | 'newer' | 'offline' | null>(null);
  const isOld = phone.problem?.code === 'app-too-old';
  const check = async () => {
    await navigator.serviceWorker?.getRegistration().then(worker => worker?.update()).catch(() => null);
    setFound(await isNewer().then(is => is ? 'newer' : 'newest', () => 'offline'));
  };
  return (
    <>
      <dl>
        <div><dt>{say('settings.version')}</dt><dd>{appVersion}</dd></div>
        <div><dt>{say('settings.system')}</dt><dd>{platform()}</dd></div>
      </dl>
      <div role="status">
        {isOld && <p class="wrong">{say('phone.too-old')}</p>}
        {found === 'newest' && <p class="good">{say('settings.version-newest')}</p>}
        {found === 'newer' && <p>{say('phone.update')}</p>}
        {found === 'offline' && <p>{say('app.offline')}</p>}
      </div>
      <div class="acts">
        {(found === 'newer' || isOld)
          && <button type="button" onClick={update}>{say('app.load-again')}</button>}
        <button type="button" class="quiet" onClick={check}>{say('settings.version-check')}</button>
      </div>
    </>
  );
};

/** Whether the page that the server has now starts another program than this one. */
const isNewer = async () => {
  const page = await (await fetch('/app/', { cache: 'no-store' })).text();
  const program = document.querySelector<HTMLScriptElement>('script[type=module]')?.getAttribute('src');
  return !!program && !page.includes(program);
};
