//! How many instructions some work takes, by Valgrind's callgrind: whoever else uses the processor makes no difference.
//!
//! The program runs itself again under callgrind, told which work to do and how often: once a few times and once more
//! often. What the second run has more is the work alone.

use std::ffi::OsString;
use std::process::{Command, Stdio};

/// Names the work that is to be done and how often, in the program that is counted.
const ONLY: &str = "ANTEROOM_COUNTED";

/// How often the work is done in the run that is taken off: whatever is made once is made in it.
const FEW: u32 = 3;

/// What the program was told to do and nothing else: the race, the contender, and how often.
pub(crate) fn told() -> Option<(String, usize, u32)> {
    let text = std::env::var(ONLY).ok()?;
    let mut fields = text.rsplitn(3, '/');
    let times = fields.next()?.parse().ok()?;
    let contender = fields.next()?.parse().ok()?;
    Some((fields.next()?.to_owned(), contender, times))
}

/// The instructions of one contender of a race; `None` without Valgrind.
pub(crate) fn count(race: &str, contender: usize, times: u32) -> Option<u64> {
    let times = times.clamp(2, 200);
    let few = counted(race, contender, FEW)?;
    let many = counted(race, contender, FEW + times)?;
    Some(many.saturating_sub(few) / u64::from(times))
}

fn counted(race: &str, contender: usize, times: u32) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args(std::env::args_os().skip(1))
        .env(ONLY, OsString::from(format!("{race}/{contender}/{times}")))
        .stdout(Stdio::null())
        .output()
        .ok()?;
    // `==123== Collected : 4567`
    let report = String::from_utf8_lossy(&output.stderr);
    let total = report
        .lines()
        .find_map(|line| line.split_once("Collected :"));
    total?.1.trim().parse().ok()
}
