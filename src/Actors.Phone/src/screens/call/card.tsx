import type { VideoCall } from '../../messages';
import type { Phone } from '../../phone';
import { say } from '../../texts';
import { Devices } from './devices';
import { Countdown, Results, useAsk } from './parts';
import './card.css';

/** A call that comes: when, whether the phone is ready for it, and what else the person may do. */
export const Card = ({ phone, call, isAlone }: { phone: Phone; call: VideoCall; isAlone?: boolean }) => {
  const Title = isAlone ? 'h1' : 'h2';
  const { ask, isAsking, refusal } = useAsk(phone);
  const isAnnounced = call.stage === 'announced';
  return (
    <section class="coming" data-stage={call.stage} aria-labelledby="coming">
      <Title id="coming">{call.title}</Title>
      <p role="status">{call.text}</p>
      <Results call={call} />
      <Countdown phone={phone} call={call} />
      <Devices />
      {refusal}
      <div class="acts">
        <button type="button" disabled={isAsking} onClick={() => ask('RequestCall')}>{say('app.call-me')}</button>
        {isAnnounced
          ? (
            <button type="button" class="quiet" disabled={isAsking} onClick={() => ask('DeclineCall')}>
              {say('call.page.decline')}
            </button>
          )
          : (
            <button type="button" class="quiet" disabled={isAsking} onClick={() => ask('AskForPerson')}>
              {say('call.page.ask-person')}
            </button>
          )}
      </div>
    </section>
  );
};
