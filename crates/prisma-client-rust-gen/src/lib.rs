//! The Prisma generator: DMMF in, Rust out.
