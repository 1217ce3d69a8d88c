//! Whether a policy's expression holds a row to the tenant of the session, and to nothing else.

/// What a tenant's id may be read as without becoming another's: a cast to `"char"` would leave its first letter.
const FAITHFUL: &[&[&str]] = &[
    &["\"text"],
    &["\"character", "\"varying"],
    &["\"uuid"],
    &["\"smallint"],
    &["\"integer"],
    &["\"bigint"],
];

/// Whether it is `column = current_setting(setting, …)` in one of the forms that mean no row at all without a tenant.
///
/// The expression is as PostgreSQL prints it. Anything else is refused, were it as strict: a condition that also mentions
/// the setting may be true of every row.
pub(super) fn asks_for_tenant(expression: &str, column: &str, setting: &str) -> bool {
    let tokens = meaningful(&tokens(expression));
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let column = format!("\"{column}");
    let value = match tokens.as_slice() {
        [first, "=", value @ ..] if *first == column => value,
        [value @ .., "=", last] if *last == column => value,
        _ => return false,
    };
    let value = value.strip_prefix(&["\"SELECT"]).unwrap_or(value);
    let setting = format!("'{setting}");
    match value {
        ["\"NULLIF", "\"current_setting", name, ",", "\"true", ",", "'"]
        | ["\"current_setting", name, ",", "\"true"]
        | ["\"current_setting", name] => *name == setting,
        _ => false,
    }
}

/// Names begin with `"`, strings with `'`, whatever they are in the text; each symbol is a token.
fn tokens(expression: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = expression.chars().peekable();
    while let Some(first) = rest.next() {
        let mut token = String::new();
        match first {
            quote @ ('"' | '\'') => {
                token.push(quote);
                while let Some(letter) = rest.next() {
                    if letter == quote && rest.next_if_eq(&quote).is_none() {
                        break;
                    }
                    token.push(letter);
                }
            }
            letter if letter.is_alphanumeric() || letter == '_' => {
                token.push('"');
                token.push(letter);
                while let Some(letter) = rest.next_if(|next| next.is_alphanumeric() || "_$".contains(*next)) {
                    token.push(letter);
                }
            }
            ':' if rest.next_if_eq(&':').is_some() => token.push_str("::"),
            space if space.is_whitespace() => continue,
            symbol => token.push(symbol),
        }
        tokens.push(token);
    }
    tokens
}

/// Without parentheses, faithful casts and the names of columns of a sub-select. They change nothing in the forms that
/// are taken.
fn meaningful(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        let is_next = |name: &&&[&str]| after.iter().take(name.len()).eq(name.iter());
        let cast = FAITHFUL.iter().find(is_next).map_or(0, |name| name.len());
        rest = match (token.as_str(), cast) {
            ("(" | ")", _) => after,
            ("\"AS", _) => after.get(1..).unwrap_or_default(),
            ("::", 1..) => &after[cast..],
            _ => {
                kept.push(token.clone());
                after
            }
        };
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::asks_for_tenant;

    #[test]
    fn the_tenant_alone_is_asked_for() {
        for good in [
            r#"(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))"#,
            "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)",
            "((current_setting('app.tenant_id'::text, true))::uuid = tenant_id)",
            "((tenant_id)::text = current_setting('app.tenant_id'::text))",
            "((tenant_id)::character varying = current_setting('app.tenant_id'::text, true))",
        ] {
            assert!(asks_for_tenant(good, "tenant_id", "app.tenant_id"), "{good}");
        }
        let quoted = "(\"tenantId\" = (current_setting('app.tenant_id'::text))::integer)";
        assert!(asks_for_tenant(quoted, "tenantId", "app.tenant_id"));
    }

    #[test]
    fn whatever_else_is_asked_is_refused() {
        for bad in [
            "true",
            "",
            "((tenant_id = (current_setting('app.tenant_id'::text))::uuid) OR true)",
            "((tenant_id = (current_setting('app.tenant_id'::text))::uuid) OR (id IS NULL))",
            "(tenant_id <> (current_setting('app.tenant_id'::text))::uuid)",
            "(tenant_id IS NOT DISTINCT FROM (current_setting('app.tenant_id'::text))::uuid)",
            "(current_setting('app.tenant_id'::text) IS NOT NULL)",
            "(id = (current_setting('app.tenant_id'::text))::uuid)",
            "(tenant_id = (current_setting('app.other'::text))::uuid)",
            "(tenant_id = COALESCE((current_setting('app.tenant_id'::text, true))::uuid, tenant_id))",
            "(tenant_id = (public.current_setting('app.tenant_id'::text))::uuid)",
            "(tenant_id OPERATOR(public.=) (current_setting('app.tenant_id'::text))::uuid)",
            "(tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::uuid FROM bots LIMIT 1))",
            "(((tenant_id)::text)::\"char\" = (current_setting('app.tenant_id'::text))::\"char\")",
            "(((tenant_id)::character varying(1))::text = (current_setting('app.tenant_id'::text))::character varying(1))",
            "(tenant_id = ((current_setting('app.tenant_id'::text))::boolean)::integer)",
            "(tenant_id = ((current_setting('app.tenant_id'::text))::public.uuid)::uuid)",
            "('tenant_id' = current_setting('app.tenant_id'::text, true))",
            "(tenant_id = NULLIF('app.tenant_id'::text, ''::text))",
        ] {
            assert!(!asks_for_tenant(bad, "tenant_id", "app.tenant_id"), "{bad}");
        }
    }
}
