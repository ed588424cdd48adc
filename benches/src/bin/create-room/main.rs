//! Opens rooms over sockets: the generated server beside one that is written by hand and beside a bare one, which
//! reads the body and looks at nothing.
//!
//! `create-room [ROUNDS [MILLISECONDS]]`, 21 rounds of 300 ms unless told otherwise.

mod client;
mod servers;

use std::error::Error;
use std::time::Duration;

use anteroom_benches::measure::{median, paired_ratio, turns};
use anteroom_benches::{TOKEN, bodies, by_hand, generated, requests};
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
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rounds = arguments.next().map_or(Ok(21), |text| text.parse())?;
    let milliseconds = arguments.next().map_or(Ok(300), |text| text.parse())?;
    let servers = [
        servers::start("generated", generated::serve)?,
        servers::start("by hand", by_hand::serve)?,
        servers::start("bare", servers::bare)?,
    ];
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(agree(&servers))?;
    println!("open a room, {} bytes, {rounds} rounds", bodies::FULL.len());
    for connections in [1, 64] {
        let load = Load {
            request: requests::text(TOKEN, bodies::FULL).into(),
            connections,
            duration: Duration::from_millis(milliseconds),
        };
        let results = measure(&runtime, &servers, &load, rounds)?;
        print(&format!("{connections} connections"), &servers, &results);
    }
    Ok(())
}

/// Servers that do not do the same cannot be compared.
async fn agree([generated, by_hand, bare]: &[Server; 3]) -> Result<(), Box<dyn Error>> {
    let valid = requests::text(TOKEN, bodies::FULL);
    let created = client::ask(generated.address, &valid).await?;
    assert_eq!(created.status, 201);
    assert!(created.location.is_some());
    for other in [by_hand, bare] {
        assert_eq!(client::ask(other.address, &valid).await?, created);
    }
    let invalid = (requests::text(TOKEN, bodies::INVALID), 422);
    let stranger = (requests::text("somebody", bodies::FULL), 401);
    for (request, status) in [invalid, stranger] {
        for server in [generated, by_hand] {
            let answer = client::ask(server.address, &request).await?;
            assert_eq!(answer.status, status, "{}: {}", server.name, answer.body);
        }
    }
    Ok(())
}

fn measure(
    runtime: &Runtime,
    servers: &[Server; 3],
    load: &Load,
    rounds: usize,
) -> Result<[Results; 3], Box<dyn Error>> {
    let mut results: [Results; 3] = Default::default();
    // The first round warms up and does not count.
    for round in 0..=rounds {
        for index in turns(servers.len(), round) {
            let before = servers[index].processor_time();
            let done = runtime.block_on(client::run(servers[index].address, load))?;
            let spent = before.and_then(|before| Some(servers[index].processor_time()? - before));
            if round > 0 {
                let requests = f64::from(done.requests);
                results[index]
                    .rates
                    .push(requests / done.time.as_secs_f64());
                let cost = spent.map(|spent| spent.as_secs_f64() * 1e6 / requests);
                results[index].costs.extend(cost);
            }
        }
    }
    Ok(results)
}

fn print(title: &str, servers: &[Server; 3], results: &[Results; 3]) {
    let [_, by_hand, bare] = results;
    println!(
        "\n{title:<16} {:>12} {:>10} {:>8} {:>18} {:>10} {:>8}",
        "requests/s", "÷ by hand", "÷ bare", "server µs/request", "÷ by hand", "÷ bare"
    );
    for (server, result) in servers.iter().zip(results) {
        println!(
            "  {:<14} {:>12.0} {:>10.2} {:>8.2} {:>18.2} {:>10.2} {:>8.2}",
            server.name,
            median(&result.rates),
            paired_ratio(&result.rates, &by_hand.rates),
            paired_ratio(&result.rates, &bare.rates),
            median(&result.costs),
            paired_ratio(&result.costs, &by_hand.costs),
            paired_ratio(&result.costs, &bare.costs),
        );
    }
}
