// Random queries on schemas/shop.prisma.

import { compare } from './compare';

compare('shop');
