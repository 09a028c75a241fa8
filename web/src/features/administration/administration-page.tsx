export { default, loader } from './people-page.tsx';
