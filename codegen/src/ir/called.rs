//! Names that the document or the user gives for the code, by what has them.

use std::collections::HashMap;

use super::TypeId;
use crate::source::Place;

/// A name that is given.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) name: String,
    /// What has it.
    pub(crate) place: Place,
    /// Whether it is a hint, to be brought into the form of other names.
    pub(crate) is_hint: bool,
}

/// Side tables: most things are called after what they are called in the document.
#[derive(Debug, Default)]
pub(crate) struct CalledTable {
    pub(crate) types: HashMap<TypeId, Called>,
    /// Properties and values of enums, by their index.
    pub(crate) members: HashMap<(TypeId, usize), Called>,
    pub(crate) operations: HashMap<usize, Called>,
    /// By the operation and the index of the parameter.
    pub(crate) parameters: HashMap<(usize, usize), Called>,
}
