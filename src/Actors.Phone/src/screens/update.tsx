import { useEffect, useState } from 'preact/hooks';
import { update, useInstallation } from '../installation';
import type { Phone } from '../phone';
import { say } from '../texts';

/** Refusals of an old version. */
const tooOld = ['app-too-old', 'wrong-version'];

/** Says that a new version is ready, or that this one cannot be used any more, and loads the new one. */
export const Update = ({ phone }: { phone: Phone | null }) => {
  const { isReady } = useInstallation();
  const [isLoading, setLoading] = useState(false);
  const [, draw] = useState(0);
  useEffect(() => phone?.listen(() => draw(time => time + 1)), [phone]);

  const isTooOld = tooOld.includes(phone?.problem?.code ?? '');
  return (isReady || isTooOld) && (
    <div class="update" role="status">
      <p>{say(isTooOld ? 'phone.too-old' : 'phone.update')}</p>
      <button type="button" class={isTooOld ? '' : 'quiet'} disabled={isLoading} onClick={() => { setLoading(true); update(); }}>
        {say(isLoading ? 'call.page.one-moment' : 'phone.load-new')}
      </button>
    </div>
  );
};
