//! Every procedure as a mock server needs it at run time: its kind, and schemas of what it takes and answers.

use std::fmt::Write as _;

use rspc::Kind;
use zod_gen::Module;

use crate::{Error, phase::Phase, schemas::no_schema, types::DescribedProcedure, zod::schema_name};

/// The module of the table. `given` holds the outputs, each by its procedure's holder.
pub(crate) fn render(
    given: &Phase,
    procedures: &[DescribedProcedure],
    holder_of: impl Fn(&str) -> String,
) -> Result<String, Error> {
    let mut module = Module::new(&given.types).of_outputs().with_types_from("./types");
    let mut table = String::new();
    for DescribedProcedure { path, kind, output, input_schema, .. } in procedures {
        let name = schema_name(path, "Output");
        let holder = holder_of(path);
        let Some(ty) = given.held_types(&holder).next() else { continue };
        if output == "void" {
            module.add_void(&name)?;
        } else {
            module
                .add(&name, ty, Some(&format!("Procedures['{path}']['output']")))
                .map_err(|why| no_schema(&holder, why))?;
        }
        let kind = match kind {
            Kind::Query => "query",
            Kind::Mutation => "mutation",
            Kind::Subscription => "subscription",
        };
        let input =
            input_schema.as_ref().map_or_else(|| "z.unknown()".to_owned(), |it| format!("inputs.{it}"));
        let _ = writeln!(table, "  '{path}': {{ kind: '{kind}', input: {input}, output: {name} }},");
    }
    Ok(format!(
        "import * as inputs from './zod';\n{}\n\
         /** Every procedure: its kind, what it takes and what it answers. */\n\
         export const procedures = {{\n{table}}} as const;\n",
        module.finish()
    ))
}
