//! Answers with what was understood.

use anteroom::Context;

use crate::api::*;
use crate::callers::Names;
use crate::{answers, bodies};

/// Gives everything back.
#[derive(Debug)]
pub struct Echo;

impl Everything for Echo {
    type Principal = Names;

    async fn path_simple(&self, request: PathSimpleRequest, _: Context<()>) -> PathSimpleResponse {
        PathSimpleResponse::Ok(request.into())
    }

    async fn path_simple_exploded(
        &self,
        request: PathSimpleExplodedRequest,
        _: Context<()>,
    ) -> PathSimpleExplodedResponse {
        PathSimpleExplodedResponse::Ok(request.into())
    }

    async fn path_label(&self, request: PathLabelRequest, _: Context<()>) -> PathLabelResponse {
        PathLabelResponse::Ok(request.into())
    }

    async fn path_matrix(&self, request: PathMatrixRequest, _: Context<()>) -> PathMatrixResponse {
        PathMatrixResponse::Ok(request.into())
    }

    async fn path_label_otherwise(
        &self,
        request: PathLabelOtherwiseRequest,
        _: Context<()>,
    ) -> PathLabelOtherwiseResponse {
        PathLabelOtherwiseResponse::Ok(request.into())
    }

    async fn path_matrix_otherwise(
        &self,
        request: PathMatrixOtherwiseRequest,
        _: Context<()>,
    ) -> PathMatrixOtherwiseResponse {
        PathMatrixOtherwiseResponse::Ok(request.into())
    }

    async fn contents(&self, request: ContentsRequest, _: Context<()>) -> ContentsResponse {
        ContentsResponse::Ok(request.into())
    }

    async fn query_delimited_otherwise(
        &self,
        request: QueryDelimitedOtherwiseRequest,
        _: Context<()>,
    ) -> QueryDelimitedOtherwiseResponse {
        QueryDelimitedOtherwiseResponse::Ok(request.into())
    }

    async fn query_form(&self, request: QueryFormRequest, _: Context<()>) -> QueryFormResponse {
        QueryFormResponse::Ok(request.into())
    }

    async fn query_joined(
        &self,
        request: QueryJoinedRequest,
        _: Context<()>,
    ) -> QueryJoinedResponse {
        QueryJoinedResponse::Ok(request.into())
    }

    async fn query_delimited(
        &self,
        request: QueryDelimitedRequest,
        _: Context<()>,
    ) -> QueryDelimitedResponse {
        QueryDelimitedResponse::Ok(request.into())
    }

    async fn query_deep(&self, request: QueryDeepRequest, _: Context<()>) -> QueryDeepResponse {
        QueryDeepResponse::Ok(request.into())
    }

    async fn query_scalars(
        &self,
        request: QueryScalarsRequest,
        _: Context<()>,
    ) -> QueryScalarsResponse {
        QueryScalarsResponse::Ok(request.into())
    }

    async fn headers(&self, request: HeadersRequest, _: Context<()>) -> HeadersResponse {
        HeadersResponse::Ok(request.into())
    }

    async fn cookies(&self, request: CookiesRequest, _: Context<()>) -> CookiesResponse {
        CookiesResponse::Ok(request.into())
    }

    async fn headers_joined(
        &self,
        request: HeadersJoinedRequest,
        _: Context<()>,
    ) -> HeadersJoinedResponse {
        HeadersJoinedResponse::Ok(request.into())
    }

    async fn cookies_exploded(
        &self,
        request: CookiesExplodedRequest,
        _: Context<()>,
    ) -> CookiesExplodedResponse {
        CookiesExplodedResponse::Ok(request.into())
    }

    async fn room_body(&self, request: RoomBodyRequest, _: Context<()>) -> RoomBodyResponse {
        RoomBodyResponse::Ok(request.body)
    }

    async fn form_body(&self, request: FormBodyRequest, _: Context<()>) -> FormBodyResponse {
        FormBodyResponse::Ok(request.body)
    }

    async fn multipart_body(
        &self,
        request: MultipartBodyRequest,
        _: Context<()>,
    ) -> MultipartBodyResponse {
        // Whatever is answered to a request that is wrong, the client is told what is.
        MultipartBodyResponse::Ok(bodies::of_parts(request.body).await.unwrap_or_default())
    }

    async fn mixed_body(&self, request: MixedBodyRequest, _: Context<()>) -> MixedBodyResponse {
        MixedBodyResponse::Ok(bodies::of_files(request.body).await.unwrap_or_default())
    }

    async fn image_body(
        &self,
        request: ImageBodyRequest,
        context: Context<()>,
    ) -> ImageBodyResponse {
        ImageBodyResponse::Ok(bodies::same_image(request.body, context.headers()).await)
    }

    async fn measured_body(
        &self,
        request: MeasuredBodyRequest,
        _: Context<()>,
    ) -> MeasuredBodyResponse {
        let size = bodies::of_octets(request.body).await.unwrap_or(0);
        MeasuredBodyResponse::Ok([("octets".to_owned(), size)].into_iter().collect())
    }

    async fn octets_body(&self, request: OctetsBodyRequest, _: Context<()>) -> OctetsBodyResponse {
        let body = request.body.unwrap_or_default();
        let size = bodies::of_octets(body).await.unwrap_or(0);
        OctetsBodyResponse::Ok([("octets".to_owned(), size)].into_iter().collect())
    }

    async fn text_body(&self, request: TextBodyRequest, _: Context<()>) -> TextBodyResponse {
        TextBodyResponse::Ok(request.body)
    }

    async fn lines_body(&self, request: LinesBodyRequest, _: Context<()>) -> LinesBodyResponse {
        let (LinesBodyBody::Ndjson(points) | LinesBodyBody::JsonSeq(points)) = request.body;
        LinesBodyResponse::Ok(bodies::of_points(points).await.unwrap_or_default())
    }

    async fn events_answer(
        &self,
        request: EventsAnswerRequest,
        _: Context<()>,
    ) -> EventsAnswerResponse {
        let events = answers::points(request.count);
        let events =
            events.map(|point| anteroom::Event::new(point.clone()).id(point.x.to_string()));
        EventsAnswerResponse::Ok(events.collect())
    }

    async fn lines_answer(
        &self,
        request: LinesAnswerRequest,
        _: Context<()>,
    ) -> LinesAnswerResponse {
        LinesAnswerResponse::Ok(answers::points(request.count).collect())
    }

    async fn octets_answer(
        &self,
        request: OctetsAnswerRequest,
        _: Context<()>,
    ) -> OctetsAnswerResponse {
        answers::octets(request.count)
    }

    async fn status_answer(
        &self,
        request: StatusAnswerRequest,
        _: Context<()>,
    ) -> StatusAnswerResponse {
        answers::of(request.status)
    }

    async fn with_header_key(
        &self,
        _: WithHeaderKeyRequest,
        context: Context<Names>,
    ) -> WithHeaderKeyResponse {
        WithHeaderKeyResponse::Ok(who(&context))
    }

    async fn with_query_key(
        &self,
        _: WithQueryKeyRequest,
        context: Context<Names>,
    ) -> WithQueryKeyResponse {
        WithQueryKeyResponse::Ok(who(&context))
    }

    async fn with_cookie_key(
        &self,
        _: WithCookieKeyRequest,
        context: Context<Names>,
    ) -> WithCookieKeyResponse {
        WithCookieKeyResponse::Ok(who(&context))
    }

    async fn with_basic(&self, _: WithBasicRequest, context: Context<Names>) -> WithBasicResponse {
        WithBasicResponse::Ok(who(&context))
    }

    async fn with_bearer(
        &self,
        _: WithBearerRequest,
        context: Context<Names>,
    ) -> WithBearerResponse {
        WithBearerResponse::Ok(who(&context))
    }

    async fn with_other(&self, _: WithOtherRequest, context: Context<Names>) -> WithOtherResponse {
        WithOtherResponse::Ok(who(&context))
    }

    async fn with_scopes(
        &self,
        _: WithScopesRequest,
        context: Context<Names>,
    ) -> WithScopesResponse {
        WithScopesResponse::Ok(who(&context))
    }

    async fn with_open_id(
        &self,
        _: WithOpenIdRequest,
        context: Context<Names>,
    ) -> WithOpenIdResponse {
        WithOpenIdResponse::Ok(who(&context))
    }

    async fn with_certificate(
        &self,
        _: WithCertificateRequest,
        context: Context<Names>,
    ) -> WithCertificateResponse {
        WithCertificateResponse::Ok(who(&context))
    }

    async fn with_either(
        &self,
        _: WithEitherRequest,
        context: Context<Names>,
    ) -> WithEitherResponse {
        WithEitherResponse::Ok(who(&context))
    }

    async fn with_both(&self, _: WithBothRequest, context: Context<Names>) -> WithBothResponse {
        WithBothResponse::Ok(who(&context))
    }

    async fn with_or_without(
        &self,
        _: WithOrWithoutRequest,
        context: Context<Option<Names>>,
    ) -> WithOrWithoutResponse {
        let names = context.principal().clone().unwrap_or_default();
        WithOrWithoutResponse::Ok(Who { names })
    }
}

impl EverythingWebhooks for Echo {
    async fn room_booked(&self, _: RoomBookedRequest, _: Context<()>) -> RoomBookedResponse {
        RoomBookedResponse::NoContent
    }
}

fn who(context: &Context<Names>) -> Who {
    Who {
        names: context.principal().clone(),
    }
}
