export { findProductByCode, getProduct, listProducts } from './reads.ts';
export { recordProducts } from './record-products.ts';
export { routes } from './routes.ts';
export type { NewProduct, Product, ProductId } from './types.ts';
