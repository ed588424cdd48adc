//! What matches, in linear time.
//!
//! A server chooses the quickest of several ways for each text. What only generates code has the one of them that can
//! match everything and is compiled soonest. They differ in nothing else.

#[cfg(not(feature = "http"))]
use std::sync::{Mutex, PoisonError};

#[cfg(not(feature = "http"))]
use regex_automata::nfa::thompson::pikevm::{Cache, PikeVM};
use regex_syntax::hir::Hir;

use super::{PatternError, summary};

/// How large a compiled expression may be. Bounded repetitions of large classes need much, and the bound must be the
/// same when a document is checked and when its server runs.
pub(super) const SIZE_LIMIT: usize = 64 << 20;

/// A compiled expression.
pub struct Expression(Engine);

impl Expression {
    /// Compiles an expression in the syntax of the crate `regex`, to which patterns are translated.
    pub(in crate::validate) fn new(expression: &str) -> Result<Self, PatternError> {
        let parsed = regex_syntax::parse(expression).map_err(|error| PatternError::Rejected {
            reason: summary(&error.to_string()),
        })?;
        Engine::new(&parsed).map(Self).ok_or(PatternError::TooLarge)
    }

    /// Whether it matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

#[cfg(feature = "http")]
struct Engine(regex_automata::meta::Regex);

#[cfg(feature = "http")]
impl Engine {
    fn new(parsed: &Hir) -> Option<Self> {
        use regex_automata::meta;

        let config = meta::Config::new().nfa_size_limit(Some(SIZE_LIMIT));
        let built = meta::Builder::new()
            .configure(config)
            .build_from_hir(parsed);
        built.map(Self).ok()
    }

    fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// The machine, and the memory that it works in.
#[cfg(not(feature = "http"))]
struct Engine(PikeVM, Mutex<Cache>);

#[cfg(not(feature = "http"))]
impl Engine {
    fn new(parsed: &Hir) -> Option<Self> {
        use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};

        let config = Config::new().nfa_size_limit(Some(SIZE_LIMIT));
        let compile = |config| {
            let mut compiler = Compiler::new();
            compiler.configure(config).build_from_hir(parsed).ok()
        };
        let automaton = compile(config.clone())?;
        // A server reads backwards too, for which Unicode takes up to four times as much: what it cannot have is refused.
        if automaton.memory_usage() > SIZE_LIMIT / 16 {
            compile(config.reverse(true).which_captures(WhichCaptures::None))?;
        }
        let machine = PikeVM::new_from_nfa(automaton).ok()?;
        let memory = Mutex::new(machine.create_cache());
        Some(Self(machine, memory))
    }

    fn is_match(&self, text: &str) -> bool {
        let mut memory = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.is_match(&mut memory, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of what servers could not have, the generator must not say that they can.
    #[test]
    fn the_bound_is_the_same_with_and_without_servers() {
        assert!(Expression::new(r"\A\p{L}{1,1000}\z").is_ok());
        let large = Expression::new(r"\A\p{L}{1,2000}\z").err();
        assert_eq!(large, Some(PatternError::TooLarge));
    }
}
