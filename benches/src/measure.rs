//! A stopwatch for comparisons.
//!
//! Whoever else uses the processor slows all contenders down alike as long as they take short turns; so each round has
//! a turn of every contender, ratios are taken within a round, and of all rounds the median counts.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::instructions;

const ROUNDS: usize = 101;
const TURN: Duration = Duration::from_millis(2);

/// Something that is measured, with its name.
pub struct Contender<'a> {
    name: &'static str,
    turn: Box<dyn FnMut(u32) + 'a>,
}

impl<'a> Contender<'a> {
    /// Some work.
    pub fn new<T>(name: &'static str, mut work: impl FnMut() -> T + 'a) -> Self {
        Self::in_turns(name, move |times| {
            for _ in 0..times {
                black_box(work());
            }
        })
    }

    /// Work that does itself so many times as it is told.
    pub fn in_turns(name: &'static str, turn: impl FnMut(u32) + 'a) -> Self {
        Self {
            name,
            turn: Box::new(turn),
        }
    }

    fn time(&mut self, times: u32) -> Duration {
        let start = Instant::now();
        (self.turn)(times);
        start.elapsed()
    }

    /// How often the work fits into a turn. Finding that out warms it up as well.
    fn times_in_a_turn(&mut self) -> u32 {
        let mut times = 1;
        while self.time(times) < TURN && times < u32::MAX / 2 {
            times *= 2;
        }
        times
    }
}

impl std::fmt::Debug for Contender<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Contender").field(&self.name).finish()
    }
}

/// Measures all contenders and prints how the first one compares with each of them: by the clock, and by instructions
/// if Valgrind is installed.
pub fn race(title: &str, mut contenders: Vec<Contender<'_>>) {
    if let Some((told, contender, times)) = instructions::told() {
        if let Some(contender) = contenders.get_mut(contender).filter(|_| told == title) {
            (contender.turn)(times);
        }
        return;
    }
    let times: Vec<u32> = contenders
        .iter_mut()
        .map(Contender::times_in_a_turn)
        .collect();
    let mut nanoseconds = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for round in 0..ROUNDS {
        for index in turns(contenders.len(), round) {
            let taken = contenders[index].time(times[index]).as_secs_f64();
            nanoseconds[index].push(taken * 1e9 / f64::from(times[index]));
        }
    }
    println!(
        "{title:<44} {:>12} {:>13} {:>13} {:>13}",
        "ns", "first ÷ this", "instructions", "first ÷ this"
    );
    let mut first = None;
    for (index, samples) in nanoseconds.iter().enumerate() {
        let name = contenders[index].name;
        let ratio = paired_ratio(&nanoseconds[0], samples);
        print!("  {name:<42} {:>12.0} {ratio:>13.2}", median(samples));
        match instructions::count(title, index, times[index]) {
            Some(count) => {
                let first = *first.get_or_insert(count);
                println!(" {count:>13} {:>13.2}", first as f64 / count as f64);
            }
            None => println!(" {:>13} {:>13}", "no valgrind", ""),
        }
    }
    println!();
}

/// The order of a round: each round another one begins.
pub fn turns(count: usize, round: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |place| (place + round) % count)
}

/// The median of the ratios between what was measured in the same round.
pub fn paired_ratio(one: &[f64], other: &[f64]) -> f64 {
    let ratios: Vec<f64> = one.iter().zip(other).map(|(a, b)| a / b).collect();
    median(&ratios)
}

/// The median; not a number if there is nothing.
pub fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
