//! How much memory a server takes at most, in a process of its own.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::client::{self, Load};
use crate::{Task, servers};

/// Says that the process is to be one of our servers, whose name follows.
pub(crate) const SERVE: &str = "serve";

/// A server that ends with this value.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Process {
    /// Starts a program that prints where it listens.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Box<dyn Error>> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().parse()?;
        Ok(Self { child, address })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that it had, in KiB, where the system tells.
    fn peak(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves until the process ends.
pub(crate) fn serve(name: &str) -> Result<(), Box<dyn Error>> {
    let server = servers::start(name)?;
    println!("{}", server.address);
    loop {
        std::thread::park();
    }
}

/// Starts all servers once more, asks each for the tasks on 64 connections, and prints what they took.
pub(crate) fn compare(
    runtime: &Runtime,
    tasks: &[Task],
    programs: &[(String, String)],
) -> Result<(), Box<dyn Error>> {
    println!("most memory after a second of each, 64 connections, KiB");
    let own = std::env::current_exe()?;
    for name in servers::OURS {
        print(runtime, tasks, name, Command::new(&own).args([SERVE, name]))?;
    }
    for (name, program) in programs {
        print(runtime, tasks, name, &mut Command::new(program))?;
    }
    Ok(())
}

fn print(
    runtime: &Runtime,
    tasks: &[Task],
    name: &str,
    command: &mut Command,
) -> Result<(), Box<dyn Error>> {
    let process = Process::start(command)?;
    for task in tasks {
        let load = Load {
            request: task.request.clone().into(),
            connections: 64,
            duration: Duration::from_secs(1),
        };
        runtime.block_on(client::run(process.address, &load))?;
    }
    match process.peak() {
        Some(peak) => println!("  {name:<14} {peak:>11}"),
        None => println!("  {name:<14} {:>11}", "not told"),
    }
    Ok(())
}
