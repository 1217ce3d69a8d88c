//! `tickwire contract`: what the API has changed since the last release, and whether old clients can live with it.

use std::{fs, path::Path, process::ExitCode};

use anyhow::Context;
use rspc_bindings::{Bindings, Contract, contract::Change};
use serde::{Deserialize, de::DeserializeOwned};

use crate::config;

/// A break that is meant, as the file of declared breaks has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    /// Where, as this program says it.
    place: String,
    /// What, likewise: another break at that place is another one.
    what: String,
    /// Why it is worth breaking old clients.
    why: String,
}

impl Declared {
    fn is(&self, change: &Change) -> bool {
        (&self.place, &self.what) == (&change.place, &change.what)
    }
}

/// Says what has changed. A break that nobody declared is a failure, and so is a declaration of none.
pub(crate) fn compare(config: &config::Contract) -> anyhow::Result<ExitCode> {
    let current = Bindings::new(&api::router()?).described()?;
    if config.accept {
        write(&config.released, &current.to_json())?;
        write(&config.breaks, "[]\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let released: Contract = read(&config.released)?;
    let declared: Vec<Declared> = read(&config.breaks)?;
    let (report, passes) = report(&current, &released, &declared);
    print(&report)?;
    Ok(if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn report(current: &Contract, released: &Contract, declared: &[Declared]) -> (Vec<String>, bool) {
    let changes = current.changes_since(released);
    let (mut lines, mut passes) = (Vec::new(), true);
    for change in &changes {
        let meant = declared.iter().find(|declared| declared.is(change));
        let verdict = match meant {
            _ if !change.breaking => "changed".to_owned(),
            Some(Declared { why, .. }) => format!("breaks old clients, as declared ({why})"),
            None => {
                passes = false;
                "BREAKS OLD CLIENTS".to_owned()
            }
        };
        lines.push(format!("{verdict}: {}: {}", change.place, change.what));
    }
    for meant in declared {
        if !changes.iter().any(|change| change.breaking && meant.is(change)) {
            passes = false;
            lines.push(format!("DECLARED BUT NOT THERE: {}: {}", meant.place, meant.what));
        }
    }
    if lines.is_empty() {
        lines.push("Nothing has changed since the last release.".to_owned());
    }
    (lines, passes)
}

fn print(lines: &[String]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}")).context("cannot write the report")
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not what it should be", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract(names: &[&str]) -> Contract {
        let procedures: serde_json::Map<_, _> =
            names.iter().map(|name| ((*name).to_owned(), json!({ "kind": "query" }))).collect();
        serde_json::from_value(json!({ "procedures": procedures, "types": {} })).unwrap()
    }

    fn declared(place: &str, what: &str) -> Declared {
        Declared { place: place.to_owned(), what: what.to_owned(), why: "nobody calls it".to_owned() }
    }

    #[test]
    fn a_break_has_to_be_declared() {
        let (both, one) = (contract(&["a.b", "a.c"]), contract(&["a.b"]));
        assert_eq!(
            report(&both, &both, &[]),
            (vec!["Nothing has changed since the last release.".to_owned()], true)
        );
        assert_eq!(report(&both, &one, &[]), (vec!["changed: a.c: is new".to_owned()], true));
        assert_eq!(report(&one, &both, &[]), (vec!["BREAKS OLD CLIENTS: a.c: is gone".to_owned()], false));
        let meant = "breaks old clients, as declared (nobody calls it): a.c: is gone".to_owned();
        assert_eq!(report(&one, &both, &[declared("a.c", "is gone")]), (vec![meant], true));
        let stale = report(&both, &both, &[declared("a.c", "is gone")]);
        assert_eq!(stale, (vec!["DECLARED BUT NOT THERE: a.c: is gone".to_owned()], false));
        let (lines, passes) = report(&one, &both, &[declared("a.c", "was a query and is a mutation")]);
        assert!(
            !passes && lines[0].starts_with("BREAKS OLD CLIENTS"),
            "another break at the place is not declared"
        );
    }
}
