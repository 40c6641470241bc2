import { render } from 'preact';
import { App } from './app';
import { start } from './installation';
import { loadLanguage, preferredLanguage } from './texts';
import './style.css';

// The language that a link names stays when the app is opened by a notification or from the home screen.
await loadLanguage(preferredLanguage(), new URLSearchParams(location.search).has('language'));
const root = document.getElementById('app')!;
root.replaceChildren(); // What was shown before the app ran.
render(<App />, root);
start();
