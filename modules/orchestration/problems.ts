import { problems } from '#platform/problem';

problems({
  'orchestration.play_invalid': { status: 422, title: 'The play cannot be read.' },
  'orchestration.journey_invalid': { status: 422, title: 'The journey has faults.' },
  'orchestration.cascade_not_proposed': { status: 409, title: 'The cascade does not wait for an approval.' },
  'orchestration.cascade_finished': { status: 409, title: 'Nothing of the cascade is left to stop.' },
  'orchestration.cascade_not_held': { status: 409, title: 'The cascade is not held.' },
  'orchestration.nothing_to_undo': { status: 409, title: 'The cascade was undone before.' },
  'orchestration.export_too_large': { status: 422, title: 'These are more decisions than a file holds.' },
  'orchestration.event_unknown': { status: 422, title: 'No play follows this event.' },
});
