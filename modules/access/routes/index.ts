import type { Route } from '#platform/http';
import type { Ports } from '../types.ts';
import { peopleRoutes } from './people.ts';
import { reviewRoutes } from './reviews.ts';
import { sightRoutes } from './sight.ts';
import { alignmentRoutes } from './alignments.ts';
import { teamRoutes } from './teams.ts';
import { territoryRoutes } from './territories.ts';

/** Everything of access; what only modules above can say is handed in. */
export const routesWith = (ports: Ports): readonly Route[] => [...peopleRoutes(ports), ...teamRoutes(ports), ...sightRoutes(ports), ...reviewRoutes(ports), ...territoryRoutes(ports), ...alignmentRoutes(ports)];
