//! Serves everything: `curl 'http://127.0.0.1:8080/query/form?scalar=1&list=2&list=3&object=x,4'`

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    println!(
        "try: curl 'http://{}/query/form?list=2&list=3'",
        listener.local_addr()?
    );
    anteroom::serve(listener, everything::service()).await
}
