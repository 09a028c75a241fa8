export { FILTERS, listTimeline } from './timeline.ts';
export { getLanes } from './lanes.ts';
export { getPreferences } from './preferences.ts';
export { assertVisible, functionOf } from './visible.ts';
