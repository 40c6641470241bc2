// Small drawings of our own. The text beside them says the same, so they are hidden from screen readers.
import type { ComponentChildren, JSX } from 'preact';

const Drawing = ({ children }: { children: ComponentChildren }) => (
  <svg class="drawing" viewBox="0 0 160 90" aria-hidden="true">{children}</svg>
);

/** The share symbol, and a home screen with the app on it. */
const Install = () => (
  <Drawing>
    <path d="M22 38h-8v38h36V38h-8M32 56V14M22 24l10-10 10 10" />
    <path d="M66 45h18M77 38l7 7-7 7" class="strong" />
    <rect x="100" y="5" width="46" height="80" rx="7" />
    <rect x="108" y="15" width="12" height="12" rx="3" />
    <rect x="126" y="15" width="12" height="12" rx="3" />
    <rect x="108" y="34" width="12" height="12" rx="3" class="filled" />
    <path d="M118 79h10" />
  </Drawing>
);

/** Switches, two of which are on. */
const Switches = () => (
  <Drawing>
    <rect x="22" y="5" width="116" height="80" rx="7" />
    <path d="M34 23h46M34 45h34M34 67h52" />
    <rect x="100" y="15" width="28" height="16" rx="8" class="filled" />
    <circle cx="120" cy="23" r="5" class="paper" />
    <rect x="100" y="37" width="28" height="16" rx="8" class="filled" />
    <circle cx="120" cy="45" r="5" class="paper" />
    <rect x="100" y="59" width="28" height="16" rx="8" />
    <circle cx="108" cy="67" r="5" />
  </Drawing>
);

/** A pin on a house. */
const Place = () => (
  <Drawing>
    <path d="M44 82V48l36-28 36 28v34zM36 54l44-34 44 34" />
    <path d="M80 76c-9-11-14-17-14-24a14 14 0 0 1 28 0c0 7-5 13-14 24z" class="filled" />
    <circle cx="80" cy="52" r="5" class="paper" />
  </Drawing>
);

/** A face in the frame, with the room behind it. */
const Face = () => (
  <Drawing>
    <rect x="12" y="5" width="136" height="80" rx="7" />
    <path d="M24 17h26v26H24zM37 17v26M24 30h26M118 85V44h18v41M12 70h34M114 70h4" />
    <circle cx="80" cy="40" r="15" />
    <path d="M52 85c2-18 13-25 28-25s26 7 28 25M74 38h.1M86 38h.1M74 46c4 4 8 4 12 0" />
    <ellipse cx="80" cy="42" rx="26" ry="33" class="strong dashed" />
  </Drawing>
);

/** A phone with a bell. */
const Bell = () => (
  <Drawing>
    <rect x="57" y="5" width="46" height="80" rx="7" />
    <path d="M75 79h10" />
    <path d="M66 54c5-5 3-22 14-22s9 17 14 22zM76 59a4 4 0 0 0 8 0M80 32v-4" class="strong" />
    <path d="M44 32c-5 8-5 18 0 26M34 25c-8 12-8 28 0 40M116 32c5 8 5 18 0 26M126 25c8 12 8 28 0 40" />
  </Drawing>
);

/** The drawings by page. */
export const drawings: Record<string, () => JSX.Element> = {
  install: Install, settings: Switches, 'check-in': Place, calls: Face, messages: Bell,
};
