//! What the last build was made of, so that one with the same document has nothing to do: Cargo runs a build script
//! whenever a file was saved, be it as it was.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file in `OUT_DIR`, beside the code if that is there: which generator wrote it, from what, and what it said.
#[derive(Debug)]
pub(super) struct Stamp {
    path: PathBuf,
    key: u64,
}

impl Stamp {
    /// The stamp of a file of generated code. `made_by`: everything but the files that tells what it will be. `None`
    /// outside of a build script, and where it cannot be told which program this is.
    pub(super) fn new(target: &Path, made_by: impl Hash) -> Option<Self> {
        let folder = std::env::var_os("OUT_DIR")?;
        // Another generator is another program, whatever its version says.
        let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
        let key = (program.len(), program.modified().ok()?, target, made_by);
        let stem = target.file_stem()?.to_string_lossy();
        // Elsewhere there may be several of one name.
        let name = match target.parent() == Some(Path::new(&folder)) {
            true => format!("{stem}.stamp"),
            false => format!("{stem}-{:016x}.stamp", hash(&target)),
        };
        Some(Self {
            path: Path::new(&folder).join(name),
            key: hash(&key),
        })
    }

    /// What the last build told Cargo, if this one would come to the same: the files that it read and those that it
    /// wrote are as they were.
    pub(super) fn told(&self) -> Option<String> {
        let text = fs::read_to_string(&self.path).ok()?;
        let (key, mut rest) = text.split_once('\n')?;
        if key != format!("{:016x}", self.key) {
            return None;
        }
        loop {
            let (line, after) = rest.split_once('\n')?;
            if line.is_empty() {
                return Some(after.to_owned());
            }
            let (known, path) = line.split_once(' ')?;
            if known != format!("{:016x}", hash(&fs::read(path).ok()?)) {
                return None;
            }
            rest = after;
        }
    }

    /// Notes a build. That it cannot be noted only makes the next one slower.
    pub(super) fn write(&self, files: &[(String, u64)], told: &str) {
        let mut text = format!("{:016x}\n", self.key);
        for (path, hash) in files {
            if path.contains('\n') {
                return;
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{hash:016x} {path}");
        }
        let _ = fs::write(&self.path, text + "\n" + told);
    }
}

/// The files that a build has read or written, and what was in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Files(Arc<Mutex<Vec<(String, u64)>>>);

impl Files {
    pub(super) fn read(&self, path: &Path) -> io::Result<String> {
        let text = fs::read_to_string(path)?;
        self.note(path, &text);
        Ok(text)
    }

    pub(super) fn note(&self, path: &Path, text: &str) {
        let path = path.display().to_string();
        // Whoever held it can only have failed between two whole states.
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((path, hash(&text.as_bytes())));
    }

    pub(super) fn all(&self) -> Vec<(String, u64)> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
