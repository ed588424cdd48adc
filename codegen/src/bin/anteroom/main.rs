//! The command `anteroom`: the generator for the shell and for CI.

mod arguments;
mod check;
mod generate;
mod list;
mod progress;

use std::io::Write;
use std::process::ExitCode;

use arguments::Task;

/// How a run ended; the numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// 0.
    Good,
    /// 1: the document has errors, a file is stale or cannot be read or written.
    Findings,
}

fn main() -> ExitCode {
    let task = match arguments::read(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            complain(&format!("error: {error}\n\n{}", arguments::USAGE));
            return ExitCode::from(2);
        }
    };
    let mut out = Vec::new();
    let outcome = match task {
        Task::Help => {
            out.extend_from_slice(arguments::HELP.as_bytes());
            Outcome::Good
        }
        Task::Version => {
            out.extend_from_slice(concat!("anteroom ", env!("CARGO_PKG_VERSION"), "\n").as_bytes());
            Outcome::Good
        }
        Task::Check(task) => check::run(&task, &mut out),
        Task::Generate(task) => generate::run(&task, &mut out),
        Task::List(task) => list::run(&task, &mut out),
    };
    // A reader that went away, such as `head`, has seen what it wanted.
    let _ = std::io::stdout().lock().write_all(&out);
    match outcome {
        Outcome::Good => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
    }
}

/// Says something on standard error; where that is closed, nobody listens.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
