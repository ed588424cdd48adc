//! Every golden file, compiled under the lints that a careful user has. What a document leaves unused
//! is no mistake of the generated code: `include_api!` allows that too.

#![deny(warnings, missing_docs)]
#![allow(dead_code)]

mod own;

pub use self::own::{Badge, Money};

macro_rules! goldens {
    ($($module:ident $folder:literal)*) => {
        $(
            #[doc = concat!("`codegen/tests/golden/", $folder, "`")]
            pub mod $module {
                include!(concat!("../golden/", $folder, "/out.rs"));
            }
        )*
    };
}

goldens! {
    all_of "all-of"
    any_of "any-of"
    arrays "arrays"
    bodies "bodies"
    callbacks_and_links "callbacks-and-links"
    choices_merged "choices-merged"
    commonly_wrong "commonly-wrong"
    composed_values "composed-values"
    counted_lists "counted-lists"
    defaults "defaults"
    described_values "described-values"
    descriptions "descriptions"
    directions "directions"
    dotted_names "dotted-names"
    enums "enums"
    expandable "expandable"
    family_in_one_of "family-in-one-of"
    file_tree "file-tree"
    files "files"
    formats "formats"
    forms "forms"
    fragments "fragments"
    hostile "hostile"
    hostile_webhooks "hostile-webhooks"
    inheritance "inheritance"
    inheritance_files "inheritance-files"
    inline_names "inline-names"
    integers "integers"
    later_keywords "later-keywords"
    lenient "lenient"
    letters "letters"
    literal_tags "literal-tags"
    maps "maps"
    media_ranges "media-ranges"
    media_types "media-types"
    minimal "minimal"
    names_of_rust "names-of-rust"
    names_taken "names-taken"
    nested_tags "nested-tags"
    null_besides "null-besides"
    numbers "numbers"
    object_parameters "object-parameters"
    odata "odata"
    one_of "one-of"
    operation_names "operation-names"
    option_allow "option-allow"
    option_assert_formats "option-assert-formats"
    option_default_stubs "option-default-stubs"
    option_derive "option-derive"
    option_implied_types "option-implied-types"
    option_rename "option-rename"
    option_select "option-select"
    option_serde "option-serde"
    option_service_name "option-service-name"
    option_trait_per_tag "option-trait-per-tag"
    option_trait_per_tag_open "option-trait-per-tag-open"
    option_types "option-types"
    option_types_inside "option-types-inside"
    overlay "overlay"
    parameter_styles "parameter-styles"
    parameters "parameters"
    path_items "path-items"
    paths "paths"
    pointers "pointers"
    presence_3_0 "presence-3-0"
    presence_3_1 "presence-3-1"
    quirks "quirks"
    read_only "read-only"
    recursion "recursion"
    recursive_lists "recursive-lists"
    recursive_references "recursive-references"
    references_and_null "references-and-null"
    references_anywhere "references-anywhere"
    resources "resources"
    responses "responses"
    scalar_enums "scalar-enums"
    security "security"
    security_schemes "security-schemes"
    signs "signs"
    strings "strings"
    struck_values "struck-values"
    title_self "title-self"
    title_send "title-send"
    title_type_parameter "title-type-parameter"
    type_lists "type-lists"
    undescribed_required "undescribed-required"
    union_names "union-names"
    union_null "union-null"
    unused_schemas "unused-schemas"
    vast_numbers "vast-numbers"
    webhooks "webhooks"
    webhooks_only "webhooks-only"
    wrappers "wrappers"
    written_schemas "written-schemas"
    yaml "yaml"
}
