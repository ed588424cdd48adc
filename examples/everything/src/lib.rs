//! One operation for each thing that an OpenAPI document can say about HTTP. The implementation answers what it
//! understood, so that one can see what a request becomes.

/// What is generated from `spec/everything.yaml`.
pub mod api {
    anteroom::include_api!("everything");
}

mod answers;
mod bodies;
mod callers;
mod echo;
mod layers;
mod parameters;

pub use callers::{Callers, Certificate};
pub use echo::Echo;
pub use layers::layered;

/// The service alone.
pub fn service() -> anteroom::Server<api::EverythingServer<Echo, Callers>> {
    api::EverythingServer::new(Echo, Callers)
}
