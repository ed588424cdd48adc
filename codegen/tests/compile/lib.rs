//! Every golden file, compiled under the lints that a careful user has. What a document leaves unused
//! is no mistake of the generated code: `include_api!` allows that too.

#![deny(warnings)]
#![allow(dead_code)]

pub mod all_of {
    include!("../golden/all-of/out.rs");
}
pub mod any_of {
    include!("../golden/any-of/out.rs");
}
pub mod arrays {
    include!("../golden/arrays/out.rs");
}
pub mod bodies {
    include!("../golden/bodies/out.rs");
}
pub mod callbacks_and_links {
    include!("../golden/callbacks-and-links/out.rs");
}
pub mod defaults {
    include!("../golden/defaults/out.rs");
}
pub mod descriptions {
    include!("../golden/descriptions/out.rs");
}
pub mod enums {
    include!("../golden/enums/out.rs");
}
pub mod files {
    include!("../golden/files/out.rs");
}
pub mod hostile {
    include!("../golden/hostile/out.rs");
}
pub mod inline_names {
    include!("../golden/inline-names/out.rs");
}
pub mod integers {
    include!("../golden/integers/out.rs");
}
pub mod maps {
    include!("../golden/maps/out.rs");
}
pub mod media_types {
    include!("../golden/media-types/out.rs");
}
pub mod minimal {
    include!("../golden/minimal/out.rs");
}
pub mod names_of_rust {
    include!("../golden/names-of-rust/out.rs");
}
pub mod names_taken {
    include!("../golden/names-taken/out.rs");
}
pub mod numbers {
    include!("../golden/numbers/out.rs");
}
pub mod one_of {
    include!("../golden/one-of/out.rs");
}
pub mod option_allow {
    include!("../golden/option-allow/out.rs");
}
pub mod option_serde {
    include!("../golden/option-serde/out.rs");
}
pub mod option_service_name {
    include!("../golden/option-service-name/out.rs");
}
pub mod parameter_styles {
    include!("../golden/parameter-styles/out.rs");
}
pub mod overlay {
    include!("../golden/overlay/out.rs");
}
pub mod parameters {
    include!("../golden/parameters/out.rs");
}
pub mod paths {
    include!("../golden/paths/out.rs");
}
pub mod pointers {
    include!("../golden/pointers/out.rs");
}
pub mod presence_3_0 {
    include!("../golden/presence-3-0/out.rs");
}
pub mod presence_3_1 {
    include!("../golden/presence-3-1/out.rs");
}
pub mod quirks {
    include!("../golden/quirks/out.rs");
}
pub mod read_only {
    include!("../golden/read-only/out.rs");
}
pub mod recursion {
    include!("../golden/recursion/out.rs");
}
pub mod recursive_lists {
    include!("../golden/recursive-lists/out.rs");
}
pub mod references_and_null {
    include!("../golden/references-and-null/out.rs");
}
pub mod resources {
    include!("../golden/resources/out.rs");
}
pub mod responses {
    include!("../golden/responses/out.rs");
}
pub mod scalar_enums {
    include!("../golden/scalar-enums/out.rs");
}
pub mod security {
    include!("../golden/security/out.rs");
}
pub mod security_schemes {
    include!("../golden/security-schemes/out.rs");
}
pub mod strings {
    include!("../golden/strings/out.rs");
}
pub mod title_self {
    include!("../golden/title-self/out.rs");
}
pub mod title_send {
    include!("../golden/title-send/out.rs");
}
pub mod title_type_parameter {
    include!("../golden/title-type-parameter/out.rs");
}
pub mod type_lists {
    include!("../golden/type-lists/out.rs");
}
pub mod undescribed_required {
    include!("../golden/undescribed-required/out.rs");
}
pub mod unused_schemas {
    include!("../golden/unused-schemas/out.rs");
}
pub mod yaml {
    include!("../golden/yaml/out.rs");
}
