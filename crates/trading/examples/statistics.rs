//! Statistics of daily returns, for whoever wants to compare: a line of numbers in, a line of JSON out.

use std::io::{self, BufRead as _, Write as _};

use trading::statistics::Returns;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let daily: Vec<f64> = line?.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let Returns { total, annual, volatility, sharpe, sortino, max_drawdown, calmar } =
            Returns::of(&daily);
        let named = [
            ("total", Some(total)),
            ("annual", annual),
            ("volatility", volatility),
            ("sharpe", sharpe),
            ("sortino", sortino),
            ("max_drawdown", Some(max_drawdown)),
            ("calmar", calmar),
        ];
        let json = named.map(|(name, value)| match value {
            Some(value) => format!("\"{name}\":{value:e}"),
            None => format!("\"{name}\":null"),
        });
        writeln!(out, "{{{}}}", json.join(","))?;
    }
    Ok(())
}
