import { render } from 'preact';
import { App } from './app';
import { preferredLanguage, useLanguage } from './texts';
import './style.css';

await useLanguage(preferredLanguage());
render(<App />, document.getElementById('app')!);
