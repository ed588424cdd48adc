//! Greets whoever is named: `curl http://127.0.0.1:8080/hello/Ada`

mod api {
    anteroom::include_api!("minimal");
}

struct English;

impl api::Greeter for English {
    async fn hello(
        &self,
        request: api::HelloRequest,
        _context: anteroom::Context<()>,
    ) -> api::HelloResponse {
        api::HelloResponse::Ok(format!("Hello, {}!", request.name))
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    println!("try: curl http://{}/hello/Ada", listener.local_addr()?);
    anteroom::serve(listener, api::GreeterServer::new(English)).await
}
