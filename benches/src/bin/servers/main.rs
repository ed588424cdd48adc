//! Opens rooms and lists a hundred of them over sockets: the generated server beside one that is written by hand and
//! beside a bare one, which reads the body and looks at nothing.
//!
//! `servers [ROUNDS [MILLISECONDS]] [NAME=PROGRAM]..`, 21 rounds of 300 ms unless told otherwise. A program is a server
//! of the same document that prints the address at which it listens.

mod client;
mod memory;
mod servers;

use std::error::Error;
use std::time::Duration;

use anteroom_benches::measure::{median, paired_ratio, turns};
use anteroom_benches::{TOKEN, bodies, requests};
use tokio::runtime::{Builder, Runtime};

use crate::client::Load;
use crate::servers::Server;

/// What one server did in all rounds.
#[derive(Default)]
struct Results {
    /// Requests in a second.
    rates: Vec<f64>,
    /// Microseconds of the processor for a request, where the system tells.
    costs: Vec<f64>,
    /// Microseconds that one of two requests took at most, and 99 of 100.
    half: Vec<f64>,
    most: Vec<f64>,
}

/// What all are asked for.
struct Task {
    title: String,
    request: Vec<u8>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = Vec::new();
    let mut programs = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.split_once('=') {
            Some((name, program)) => programs.push((name.to_owned(), program.to_owned())),
            None if argument == memory::SERVE => continue,
            None if servers::OURS.contains(&argument.as_str()) => return memory::serve(&argument),
            None => numbers.push(argument.parse::<u64>()?),
        }
    }
    let rounds = usize::try_from(numbers.first().copied().unwrap_or(21))?;
    let duration = Duration::from_millis(numbers.get(1).copied().unwrap_or(300));
    let mut servers = Vec::new();
    for name in servers::OURS {
        servers.push(servers::start(name)?);
    }
    for (name, program) in &programs {
        servers.push(servers::run(name, program)?);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let tasks = [
        Task {
            title: format!("open a room, {} bytes", bodies::FULL.len()),
            request: requests::text(TOKEN, bodies::FULL),
        },
        Task {
            title: format!("list 100 rooms, {} bytes", bodies::hundred().len()),
            request: requests::list(TOKEN),
        },
    ];
    runtime.block_on(agree(&servers, &tasks))?;
    runtime.spawn(client::stay_awake());
    for task in &tasks {
        println!("{}, {rounds} rounds\n", task.title);
        for connections in [1, 64] {
            let load = Load {
                request: task.request.clone().into(),
                connections,
                duration,
            };
            let results = measure(&runtime, &servers, &load, rounds)?;
            print(&format!("{connections} connections"), &servers, &results);
        }
    }
    memory::compare(&runtime, &tasks, &programs)
}

/// Servers that do not do the same cannot be compared.
async fn agree(servers: &[Server], tasks: &[Task]) -> Result<(), Box<dyn Error>> {
    let [generated, others @ ..] = servers else {
        return Ok(());
    };
    for (task, status) in tasks.iter().zip([201, 200]) {
        let expected = client::ask(generated.address, &task.request).await?;
        assert_eq!(expected.status, status);
        for other in others {
            let answer = client::ask(other.address, &task.request).await?;
            assert_eq!(answer, expected, "{}", other.name);
        }
    }
    let invalid = (requests::text(TOKEN, bodies::INVALID), 422);
    let stranger = (requests::text("somebody", bodies::FULL), 401);
    for (request, status) in [invalid, stranger] {
        for server in servers.iter().filter(|server| server.name != "bare") {
            let answer = client::ask(server.address, &request).await?;
            assert_eq!(answer.status, status, "{}: {}", server.name, answer.body);
        }
    }
    Ok(())
}

fn measure(
    runtime: &Runtime,
    servers: &[Server],
    load: &Load,
    rounds: usize,
) -> Result<Vec<Results>, Box<dyn Error>> {
    let mut results: Vec<Results> = servers.iter().map(|_| Results::default()).collect();
    // The first round warms up and does not count.
    for round in 0..=rounds {
        for index in turns(servers.len(), round) {
            let before = servers[index].processor_time();
            let mut done = runtime.block_on(client::run(servers[index].address, load))?;
            let spent = before.and_then(|before| Some(servers[index].processor_time()? - before));
            if round == 0 {
                continue;
            }
            let results = &mut results[index];
            let requests = done.latencies.len() as f64;
            results.rates.push(requests / done.time.as_secs_f64());
            let cost = spent.map(|spent| spent.as_secs_f64() * 1e6 / requests);
            results.costs.extend(cost);
            results.half.push(done.quantile(0.5));
            results.most.push(done.quantile(0.99));
        }
    }
    Ok(results)
}

fn print(title: &str, servers: &[Server], results: &[Results]) {
    let [_, by_hand, bare, ..] = results else {
        return;
    };
    println!(
        "{title:<16} {:>11} {:>9} {:>7} {:>15} {:>9} {:>9} {:>9}",
        "requests/s", "÷ by hand", "÷ bare", "server µs each", "÷ by hand", "p50 µs", "p99 µs"
    );
    for (server, result) in servers.iter().zip(results) {
        println!(
            "  {:<14} {:>11.0} {:>9.2} {:>7.2} {:>15.2} {:>9.2} {:>9.0} {:>9.0}",
            server.name,
            median(&result.rates),
            paired_ratio(&result.rates, &by_hand.rates),
            paired_ratio(&result.rates, &bare.rates),
            median(&result.costs),
            paired_ratio(&result.costs, &by_hand.costs),
            median(&result.half),
            median(&result.most),
        );
    }
    println!();
}
