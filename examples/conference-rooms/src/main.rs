//! A conference-rooms server. The HTTP layer is generated from `spec/conference-rooms.yaml`; written by hand are the
//! [operations](rooms), the [query language](query) of lists, and the [store].

mod log;
mod numbers;
mod opening;
mod options;
mod picture;
mod query;
mod rooms;
mod store;
mod token;

use std::error::Error;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use lexopt::Parser;
use tokio::net::TcpListener;
use tower_http::trace::Trace;

use crate::options::{HELP, Options};
use crate::rooms::Rooms;
use crate::store::Store;
use crate::token::Token;

/// What `anteroom-codegen` made of the document.
mod api {
    anteroom::include_api!("conference-rooms");
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("conference-rooms: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Some(options) = Options::read(Parser::from_env())? else {
        return Ok(writeln!(io::stdout(), "{HELP}")?);
    };
    log::start();
    let token = Token::choose()?;
    let rooms = Rooms::new(Store::open(&options.database).await?).await?;
    let listener = TcpListener::bind(&options.listen).await?;
    greet(listener.local_addr()?, &token)?;
    serve(listener, rooms, token).await?;
    Ok(())
}

async fn serve(listener: TcpListener, rooms: Rooms, token: Token) -> io::Result<()> {
    let service = api::ConferenceRoomsServer::new(rooms, token).at("/api");
    // So that the log can name it.
    let service = service.tell_operation(true);
    anteroom::serve(
        listener,
        Trace::new_for_http(service)
            .make_span_with(log::span)
            .on_response(log::answered),
    )
    .await
}

fn greet(address: SocketAddr, token: &Token) -> io::Result<()> {
    let token = token.in_shell();
    writeln!(
        io::stdout(),
        "The conference rooms are at http://{address}/api\n\
         Try: curl -H \"Authorization: Bearer {token}\" http://{address}/api/conference_rooms"
    )
}
