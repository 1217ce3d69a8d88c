//! The generator that `prisma generate` starts.

use std::io;

fn main() -> io::Result<()> {
    prisma_client_rust_gen::protocol::serve(io::stdin().lock(), io::stderr().lock(), io::stdout().lock())
}
