// What the home screen has of calls: one that comes, and the wish for one.
import { lazy } from '../../lazy';
import type { Phone } from '../../phone';
import { say } from '../../texts';
import { useAsk } from './parts';

const Card = lazy(async () => (await import('./card')).Card, 'call');

/** A call that is announced, or rings again later. */
export const Coming = ({ phone }: { phone: Phone }) =>
  isComing(phone) ? <Card phone={phone} call={phone.call!} /> : null;

/** A quiet button: the person wants to be called now. */
export const CallMe = ({ phone }: { phone: Phone }) => {
  const { ask, isAsking, refusal } = useAsk(phone);
  return isComing(phone) ? null : (
    <div class="call-me">
      <button type="button" class="quiet" disabled={isAsking || !phone.isConnected} onClick={() => ask('RequestCall')}>
        {say('app.call-me')}
      </button>
      {refusal}
    </div>
  );
};

const isComing = ({ call }: Phone) => !!call && (call.stage === 'announced' || call.stage === 'waiting');
