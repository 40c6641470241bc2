import { say } from '../texts';

/** The manual. */
export const Manual = ({ page: _ }: { page: string }) => <h1>{say('app.manual')}</h1>;
