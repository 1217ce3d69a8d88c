// Random queries on schemas/types.prisma.

import { compare } from './compare';

compare('types');
