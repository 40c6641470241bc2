import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { to } from '../route';
import { say, type TextKey } from '../texts';
import './page.css';

interface Props { title: TextKey; children: ComponentChildren; back?: [string, TextKey] }

/** A screen with a heading, which gets the focus when the screen is shown, and the way back to another screen. */
export const Page = ({ title, children, back }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div class="page">
      {back && <a class="way-back" href={to(back[0])}><span aria-hidden="true">‹ </span>{say(back[1])}</a>}
      <h1 tabIndex={-1} ref={heading}>{say(title)}</h1>
      {children}
    </div>
  );
};

/** What is said after something was done, or refused. */
export const Said = ({ good, wrong }: { good?: string | null; wrong?: string | null }) => (
  <>
    <div role="status">{good && <p class="banner good">{good}</p>}</div>
    <div role="alert">{wrong && <p class="banner wrong">{wrong}</p>}</div>
  </>
);
