//! A built rspc router as a TypeScript package.
