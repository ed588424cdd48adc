//! Turns the document into the module `api`.

fn main() -> Result<(), anteroom_codegen::Report> {
    // Read with the request, so that what is wrong in them is told with all else that is wrong.
    anteroom_codegen::configure()
        .schema_type(
            "#/components/parameters/Filter/schema",
            "crate::query::Filter",
        )
        .schema_type(
            "#/components/parameters/OrderBy/schema",
            "crate::query::Order",
        )
        .compile("../../spec/conference-rooms.yaml")
}
