export { FILTERS, listTimeline, type Timeline, type TimelineQuestion, type TimelineRow } from './timeline.ts';
export { getLanes, type LaneMark, type Lanes } from './lanes.ts';
export { getPreferences, type Preferences } from './preferences.ts';
export { assertVisible, functionOf } from './visible.ts';
