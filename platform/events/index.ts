export { emit, emitNew, type StoredEvent } from './emit.ts';
export { deliverEvents, handledOnce, onEvent, type EventHandler } from './deliver.ts';
