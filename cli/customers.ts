import type { Command } from 'commander';
import { addCustomerChanges } from './customers-changes.ts';
import { addCustomersFind } from './customers-find.ts';

export function addCustomers(program: Command): void {
  const customers = program.command('customers').description('customers: find them, follow what changes');
  addCustomersFind(customers);
  addCustomerChanges(customers);
}
