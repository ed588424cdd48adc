//! Serves everything, at the address that is given: `everything 127.0.0.1:8080`.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:8080");
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!(
        "try: curl 'http://{}/query/form?list=2&list=3'",
        listener.local_addr()?
    );
    anteroom::serve(listener, everything::layered()).await
}
