// Random queries on schemas/ledger.prisma.

import { compare } from './compare';

compare('ledger');
