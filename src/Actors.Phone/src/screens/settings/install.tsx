import { useState } from 'preact/hooks';
import { install, isInstalled, isIos, useInstallation } from '../../installation';
import { lazy } from '../../lazy';
import type { Phone } from '../../phone';
import { canPush } from '../../push';
import { platform } from '../../registration';
import { say } from '../../texts';
import './install.css';

/** The first version of iOS in which apps on the home screen take pushes. */
const firstIos = '16.4';

/** Whether this version of iOS is older. An iPad does not tell its version. */
const isOldIos = () => {
  const [, major, minor] = /^iOS (\d+)(?:\.(\d+))?/.exec(platform()) ?? [];
  const [firstMajor = 0, firstMinor = 0] = firstIos.split('.').map(Number);
  return !!major && (Number(major) < firstMajor || (Number(major) === firstMajor && Number(minor ?? 0) < firstMinor));
};

/** How the app gets on the home screen, and what happens without that. */
const Help = () => {
  const { canInstall } = useInstallation();
  const [hasInstalled, setInstalled] = useState(isInstalled());
  return (
    <>
      {hasInstalled ? <p role="status">{say('push.installed')}</p> : (
        <>
          <p>{say('push.install-why')}</p>
          {isIos() ? <OnIos /> : canInstall
            ? <button type="button" onClick={async () => setInstalled(await install())}>{say('push.install-now')}</button>
            : <p>{say('push.install-menu')}</p>}
          <p>{say('push.without')}</p>
        </>
      )}
      {hasInstalled && !canPush() && <p>{say('push.cannot')}</p>}
    </>
  );
};

const OnIos = () => (
  <>
    {isOldIos() && <p>{say('push.ios-old', { ios: firstIos })}</p>}
    <p>{say('push.ios-first')}</p>
    <ol class="install-steps">
      <li>{say('push.ios-share')} <Share /></li>
      <li>{say('push.ios-add')}</li>
      <li>{say('push.ios-open')}</li>
    </ol>
    <p>{say('push.ios-again')}</p>
  </>
);

/** The symbol behind which Safari keeps "Add to Home Screen", drawn by ourselves. */
const Share = () => (
  <svg class="share" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M8 9H5v12h14V9h-3M12 15V3M8 7l4-4 4 4" />
  </svg>
);

const WithTexts = lazy(async () => Help, 'push');

/** The page `settings/install`. */
export const Install = (_: { phone: Phone }) => <WithTexts />;
