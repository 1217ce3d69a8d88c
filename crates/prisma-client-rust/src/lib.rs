//! The runtime of generated Prisma clients: pool, tenant transactions, query building, migrations.
