//! What was read of parameters, given back.

use crate::api::{
    ContentsRequest, CookiesExplodedRequest, CookiesRequest, Filters, HeadersJoinedRequest,
    HeadersRequest, PathLabelOtherwiseRequest, PathLabelRequest, PathMatrixOtherwiseRequest,
    PathMatrixRequest, PathSimpleExplodedRequest, PathSimpleRequest, QueryDeepRequest,
    QueryDelimitedOtherwiseRequest, QueryDelimitedRequest, QueryFormRequest, QueryJoinedRequest,
    QueryScalarsRequest, Scalars, Shapes,
};

/// The same three fields, of which some are always there.
macro_rules! shapes {
    ($($request:ty => |$given:ident| ($scalar:expr, $list:expr, $object:expr);)*) => {$(
        impl From<$request> for Shapes {
            fn from($given: $request) -> Self {
                Self {
                    scalar: $scalar,
                    list: $list,
                    object: $object,
                }
            }
        }
    )*};
}

shapes! {
    PathSimpleRequest => |it| (Some(it.scalar), Some(it.list), Some(it.object));
    PathSimpleExplodedRequest => |it| (None, Some(it.list), Some(it.object));
    PathLabelRequest => |it| (Some(it.scalar), Some(it.list), Some(it.object));
    PathMatrixRequest => |it| (Some(it.scalar), Some(it.list), Some(it.object));
    PathLabelOtherwiseRequest => |it| (None, Some(it.list.into_iter().map(i64::from).collect()), Some(it.object));
    PathMatrixOtherwiseRequest => |it| (None, Some(it.list), Some(it.object));
    ContentsRequest => |it| (Some(it.scalar), it.x_list, it.object);
    QueryFormRequest => |it| (it.scalar, it.list, it.object);
    QueryJoinedRequest => |it| (None, it.list, it.object);
    QueryDelimitedRequest => |it| (None, it.list, it.object);
    QueryDelimitedOtherwiseRequest => |it| (None, it.list, it.object);
    HeadersRequest => |it| (Some(it.x_scalar), it.x_list, it.x_object);
    HeadersJoinedRequest => |it| (None, it.x_list, it.x_object);
    CookiesExplodedRequest => |it| (None, it.list, it.object);
    CookiesRequest => |it| (Some(it.scalar), it.list, it.object);
}

impl From<QueryDeepRequest> for Filters {
    fn from(request: QueryDeepRequest) -> Self {
        Self {
            filter: request.filter,
            json: request.json,
        }
    }
}

impl From<QueryScalarsRequest> for Scalars {
    fn from(request: QueryScalarsRequest) -> Self {
        Self {
            small: request.small,
            number: request.number,
            flag: request.flag,
            day: request.day,
            moment: request.moment,
            id: request.id,
            mode: request.mode,
            either: request.either,
            word: request.word,
            limit: request.limit,
            empty: request.empty,
        }
    }
}
