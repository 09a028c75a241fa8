import { problems } from '#platform/problem';

problems({
  'market_access.nothing_changed': { status: 409, title: 'Nothing changed: these plans stand like this already.' },
  'market_access.later_position': { status: 409, title: 'A later position stands for one of these plans.' },
});
