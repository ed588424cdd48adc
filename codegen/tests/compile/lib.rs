//! Every golden file, compiled under the lints that a careful user has.

#![deny(warnings)]
#![allow(missing_docs, reason = "the documents of the goldens are terse")]

#[path = "../golden/arrays/out.rs"]
pub mod arrays;
#[path = "../golden/bodies/out.rs"]
pub mod bodies;
#[path = "../golden/defaults/out.rs"]
pub mod defaults;
#[path = "../golden/descriptions/out.rs"]
pub mod descriptions;
#[path = "../golden/enums/out.rs"]
pub mod enums;
#[path = "../golden/hostile/out.rs"]
pub mod hostile;
#[path = "../golden/inline-names/out.rs"]
pub mod inline_names;
#[path = "../golden/integers/out.rs"]
pub mod integers;
#[path = "../golden/maps/out.rs"]
pub mod maps;
#[path = "../golden/minimal/out.rs"]
pub mod minimal;
#[path = "../golden/names-taken/out.rs"]
pub mod names_taken;
#[path = "../golden/numbers/out.rs"]
pub mod numbers;
#[path = "../golden/option-serde/out.rs"]
pub mod option_serde;
#[path = "../golden/option-service-name/out.rs"]
pub mod option_service_name;
#[path = "../golden/parameters/out.rs"]
pub mod parameters;
#[path = "../golden/presence-3-0/out.rs"]
pub mod presence_3_0;
#[path = "../golden/presence-3-1/out.rs"]
pub mod presence_3_1;
#[path = "../golden/recursion/out.rs"]
pub mod recursion;
#[path = "../golden/responses/out.rs"]
pub mod responses;
#[path = "../golden/security/out.rs"]
pub mod security;
#[path = "../golden/strings/out.rs"]
pub mod strings;
#[path = "../golden/undescribed-required/out.rs"]
pub mod undescribed_required;
