// Random queries on schemas/blog.prisma.

import { compare } from './compare';

compare('blog');
