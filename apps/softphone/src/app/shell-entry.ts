/** The part of the page that is loaded after the first one; `lazy` wants a default export. */
export { Shell as default } from '../screens/shell/Shell.tsx';
