export { emit, type EventClass, type NewEvent, type StoredEvent } from './emit.ts';
export { deliverEvents, handledOnce, onEvent, type EventHandler } from './deliver.ts';
