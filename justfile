# Tickwire's commands. Without just: `npx rust-just <command>`.

set positional-arguments

[private]
default:
    @{{ just_executable() }} --list --unsorted

# Run everything: database, server, web client. Ctrl-C ends it all.
up:
    @node tools/up.mjs

# Run everything from the sources: the page and the server follow every change.
dev:
    @node tools/dev.mjs

# Test everything, browser included. `just test wire` tests one kind: rust, web, wire, bots, browser.
test *kinds:
    @node tools/test.mjs "$@"

# Check without running: formats, lints, types, and that nothing generated is stale.
check:
    @node tools/check.mjs

# Regenerate what is generated: the Rust client of the schema, the TypeScript bindings of the procedures.
gen:
    @node tools/gen.mjs

# Format Rust, TypeScript, JavaScript, CSS and the Prisma schema.
format: _packages
    cargo fmt --all
    npx prettier --write --log-level warn .
    npx prisma format

# Prisma on the project's database: `just db migrate dev --name …`, `just db studio`.
db *arguments: _database
    npx prisma "$@"

# The embedded PostgreSQL: start, stop or status.
database command="status":
    @node tools/database.mjs "$1"

_packages:
    @node tools/packages.mjs

_database:
    @node tools/database.mjs start > /dev/null
