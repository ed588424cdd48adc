//! Turns the document of the example into the module `api`.

fn main() -> Result<(), anteroom_codegen::Report> {
    anteroom_codegen::compile("../spec/conference-rooms.yaml")
}
