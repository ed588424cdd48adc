//! One request after the other without a socket: what the services cost beside their HTTP server.

use std::error::Error;

use anteroom_benches::measure::{Contender, race};
use anteroom_benches::{bodies, by_hand, generated, requests};
use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use tokio::runtime::{Builder, Runtime};
use tower::{Service, ServiceExt};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().build()?;
    for body in [bodies::USUAL, bodies::FULL] {
        let request = requests::value(body)?;
        let contenders = vec![
            contender("generated", &runtime, generated::service(), &request),
            contender(
                "axum, serde and validator",
                &runtime,
                by_hand::router(),
                &request,
            ),
            Contender::new("the copy of the request alone", || request.clone()),
        ];
        race(&format!("open a room, {} bytes", body.len()), contenders);
    }
    Ok(())
}

/// A turn is one future: entering the runtime is no part of a request.
fn contender<'a, S>(
    name: &'static str,
    runtime: &'a Runtime,
    service: S,
    request: &'a Request<Full<Bytes>>,
) -> Contender<'a>
where
    S: Service<Request<Full<Bytes>>> + Clone + 'a,
{
    Contender::in_turns(name, move |times| {
        runtime.block_on(async {
            for _ in 0..times {
                std::hint::black_box(service.clone().oneshot(request.clone()).await).ok();
            }
        });
    })
}
