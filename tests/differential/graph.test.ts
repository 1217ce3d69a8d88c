// Random queries on schemas/graph.prisma.

import { compare } from './compare';

compare('graph');
