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

# Test everything, or the kinds that are named: rust, web, bindings, migrations, wire, oracle, react, statistics, bots, openapi, t3, browser.
[no-exit-message]
test *kinds:
    @node tools/test.mjs "$@"

# A proof at full length, or as often as named: schedules (10,000), crashes (200), disconnects (10,000), restarts (20).
[no-exit-message]
proof name *count:
    @node tools/proof.mjs "$@"

# Which lines of the crates the tests run, in percent: of all kinds without a browser, or of those that are named.
[no-exit-message]
coverage *kinds:
    @node tools/coverage.mjs "$@"

# What a request costs the server in processor time, of the benchmark's jobs that need no database.
[no-exit-message]
bench:
    @node tools/bench.mjs

# How fast it is, optimised, all or what is named: intake, stream, procedures, lists, memory, backtest (beside its peers).
[no-exit-message]
figures *names:
    @node tools/figures.mjs "$@"

# What ten thousand sockets on one server are like, and five hundred that stop reading (`many`, `slow`).
sockets *which:
    cargo run --quiet --release --package tickwire-example-sockets -- "$@"

# Check formats, lints, types, and that nothing generated is stale.
[no-exit-message]
check:
    @node tools/check.mjs

# Regenerate the Rust client (from the schema) and the TypeScript bindings (from the procedures).
[no-exit-message]
gen:
    @node tools/gen.mjs

# What the API has changed since the last release, and what of it breaks old clients; `--accept` releases it.
contract *arguments:
    @node tools/contract.mjs "$@"

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
