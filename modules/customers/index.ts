export { addContactPoints } from './add-contact-points.ts';
export { checkImport, runImport, type ImportInput, type ImportResult } from './import/index.ts';
export { findByIdentifier, getCustomer, getCustomerRecord, visibleCustomers } from './reads/customer.ts';
export { handlers } from './events.ts';
export { listCustomers } from './reads/list.ts';
export { npiOf } from './rules/npi.ts';
export { routes } from './routes.ts';
export { setOwners } from './set-owners.ts';
export { updateCustomer } from './update-customer.ts';
