# Tickwire's commands. Without just: `npx rust-just <command>`.

set positional-arguments

[private]
default:
    @{{ just_executable() }} --list --unsorted

# Run everything: database, server, web client. Ctrl-C ends it all.
[no-exit-message]
up:
    @node tools/up.mjs

# The same from the sources: the page and the server follow every change.
[no-exit-message]
dev:
    @node tools/dev.mjs

# Test everything, or the kinds that are named: rust, web, bindings, wire, oracle, bots, browser.
[no-exit-message]
test *kinds:
    @node tools/test.mjs "$@"

# Check formats, lints, types, and that nothing generated is stale.
[no-exit-message]
check:
    @node tools/check.mjs

# Regenerate the Rust client (from the schema) and the TypeScript bindings (from the procedures).
[no-exit-message]
gen:
    @node tools/gen.mjs

# Format Rust, TypeScript, JavaScript, CSS and the Prisma schema.
format: _packages
    cargo fmt --all
    npx prettier --write --log-level warn .
    npx prisma format

# Prisma on the project's database: `just db studio`, `just db migrate dev --name …`.
db *arguments: _database
    npx prisma "$@"

# The embedded PostgreSQL: start, stop or status.
database command="status":
    @node tools/database.mjs "$1"

_packages:
    @node tools/packages.mjs

_database:
    @node tools/database.mjs start > /dev/null
