//! Which types have a bridge to serde.

/// Which models implement serde's `Serialize` and `Deserialize`. All of them can be read and written as JSON without
/// it, by `anteroom::json::from_slice` and `to_vec`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Serde {
    /// None.
    None,
    /// All but those of schemas that are written in place in an operation, which programs rarely keep. In a document
    /// that has many of them, rustc takes a twentieth less time for it.
    #[default]
    Named,
    /// All.
    All,
}

/// For each type whether it has a bridge. `homes`: the operations in which types are written in place.
pub(super) fn bridged(serde: Serde, homes: &[Option<usize>]) -> Vec<bool> {
    let has = |home: &Option<usize>| match serde {
        Serde::None => false,
        Serde::Named => home.is_none(),
        Serde::All => true,
    };
    homes.iter().map(has).collect()
}
