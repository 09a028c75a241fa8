export { emit, type StoredEvent } from './emit.ts';
export { deliverEvents, handledOnce, onEvent, type EventHandler } from './deliver.ts';
