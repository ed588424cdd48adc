//! Turns the document into the module `api`.

fn main() -> Result<(), anteroom_codegen::Report> {
    anteroom_codegen::compile("../../spec/everything.yaml")
}
