//! The command line. Two options do not need more than a small parser: it has no macros and no dependencies.

use lexopt::{Arg, Parser};

pub(crate) const HELP: &str = "\
Serves conference rooms over HTTP.

Usage: conference-rooms [--listen ADDRESS] [--database FILE]

  --listen ADDRESS   where to listen (127.0.0.1:8887)
  --database FILE    where to keep the rooms (conference-rooms.db), or :memory:

The environment variable ROOMS_TOKEN holds the token that clients must send.
Without it a fresh one is made and shown at the start.";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) listen: String,
    pub(crate) database: String,
}

impl Options {
    /// Reads the command line; `None` if help is wanted.
    pub(crate) fn read(mut line: Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self {
            listen: "127.0.0.1:8887".into(),
            database: "conference-rooms.db".into(),
        };
        while let Some(argument) = line.next()? {
            match argument {
                Arg::Long("listen") => options.listen = text(&mut line)?,
                Arg::Long("database") => options.database = file(&mut line)?,
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

fn text(line: &mut Parser) -> Result<String, lexopt::Error> {
    line.value()?.into_string().map_err(lexopt::Error::from)
}

/// SQLite takes an empty name for a database of its own for each connection.
fn file(line: &mut Parser) -> Result<String, lexopt::Error> {
    let name = text(line)?;
    if name.is_empty() {
        return Err("the value of '--database' is empty: give a file, or :memory:".into());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<Options>, lexopt::Error> {
        Options::read(Parser::from_args(arguments))
    }

    #[test]
    fn options_have_defaults() {
        let options = read(&[]).unwrap().unwrap();
        assert_eq!(
            (&*options.listen, &*options.database),
            ("127.0.0.1:8887", "conference-rooms.db")
        );
        let options = read(&["--listen", "[::1]:0", "--database=:memory:"])
            .unwrap()
            .unwrap();
        assert_eq!(
            (&*options.listen, &*options.database),
            ("[::1]:0", ":memory:")
        );
        assert_eq!(read(&["--help"]).unwrap(), None);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for arguments in [
            &["--port", "1"][..],
            &["rooms.db"],
            &["--listen"],
            &["--database", ""],
        ] {
            assert!(read(arguments).is_err(), "{arguments:?}");
        }
    }
}
