export { default, loader } from './cascades-page.tsx';
