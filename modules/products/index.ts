export { importers } from './importers.ts';
export { listProducts } from './reads.ts';
export { recordProducts } from './record-products.ts';
export { routes } from './routes.ts';
export { keepSourceProducts, takeBackSourceProducts } from './source-products.ts';
