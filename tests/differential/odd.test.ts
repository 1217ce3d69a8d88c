// Random queries on schemas/odd.prisma.

import { compare } from './compare';

compare('odd');
