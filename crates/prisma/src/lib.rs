//! The generated client of prisma/schema.prisma.
