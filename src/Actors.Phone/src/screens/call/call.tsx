import type { VideoCall } from '../../messages';
import type { Phone } from '../../phone';

/** A call that rings, is checked, waits for staff, or is over. */
export const Call = ({ call }: { phone: Phone; call: VideoCall }) => <p>{call.text}</p>;
