//! Written by the golden tests: the types that stand for whole schemas.

#![allow(unused_imports)]

use std::net::{Ipv4Addr, Ipv6Addr};

use anteroom::jiff::civil::{Date, Time};
use anteroom::json::{Map, Never, Null, Value};
use anteroom::{Base64, DateTime, Uuid};

use super::{Agreement, Way, typed};

#[test]
fn all_of() {
    use anteroom_golden::all_of::*;
    Agreement::of("all-of")
        .on::<Base>("#/components/schemas/Base", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Narrow>("#/components/schemas/Narrow", Way::Both)
        .on::<Word>("#/components/schemas/Word", Way::Both)
        .on::<Closed>("#/components/schemas/Closed", Way::Both)
        .on::<Some>("#/components/schemas/Some", Way::Both)
        .on::<Impossible>("#/components/schemas/Impossible", Way::Both)
        .on::<User>("#/components/schemas/User", Way::Both)
        .holds();
}

#[test]
fn any_of() {
    use anteroom_golden::any_of::*;
    Agreement::of("any-of")
        .on::<Model>("#/components/schemas/Model", Way::Both)
        .on::<Filter>("#/components/schemas/Filter", Way::Both)
        .on::<Comparison>("#/components/schemas/Comparison", Way::Both)
        .on::<Compound>("#/components/schemas/Compound", Way::Both)
        .on::<Maybe>("#/components/schemas/Maybe", Way::Both)
        .on::<Person>("#/components/schemas/Person", Way::Both)
        .on::<Contact>("#/components/schemas/Contact", Way::Both)
        .holds();
}

#[test]
fn arrays() {
    use anteroom_golden::arrays::*;
    Agreement::of("arrays")
        .on::<Lists>("#/components/schemas/Lists", Way::Both)
        .holds();
}

#[test]
fn bodies() {
    use anteroom_golden::bodies::*;
    Agreement::of("bodies")
        .on::<OpenRoomBody>("#/paths/~1rooms/post/requestBody/content/application~1json/schema", Way::Both)
        .on::<typed::Nullable<Shared>>("#/components/requestBodies/Shared/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn callbacks_and_links() {
    use anteroom_golden::callbacks_and_links::*;
    Agreement::of("callbacks-and-links")
        .on::<Booking>("#/components/schemas/Booking", Way::Both)
        .holds();
}

#[test]
fn choices_merged() {
    use anteroom_golden::choices_merged::*;
    Agreement::of("choices-merged")
        .on::<Answer>("#/components/schemas/Answer", Way::Both)
        .on::<OneAnswer>("#/components/schemas/OneAnswer", Way::Both)
        .on::<RoomAnswer>("#/components/schemas/RoomAnswer", Way::Both)
        .on::<RoomsAnswer>("#/components/schemas/RoomsAnswer", Way::Answer)
        .on::<Stamp>("#/components/schemas/Stamp", Way::Answer)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Hosted>("#/components/schemas/Hosted", Way::Both)
        .on::<Rented>("#/components/schemas/Rented", Way::Both)
        .on::<Mode>("#/components/schemas/Mode", Way::Both)
        .on::<Base>("#/components/schemas/Base", Way::Both)
        .on::<Light>("#/components/schemas/Light", Way::Both)
        .on::<Heat>("#/components/schemas/Heat", Way::Both)
        .on::<Setting>("#/components/schemas/Setting", Way::Both)
        .holds();
}

#[test]
fn commonly_wrong() {
    use anteroom_golden::commonly_wrong::*;
    Agreement::of("commonly-wrong")
        .on::<Order>("#/components/schemas/Order", Way::Both)
        .on::<Pet>("#/components/schemas/Pet", Way::Both)
        .on::<Cat>("#/components/schemas/Cat", Way::Both)
        .on::<Dog>("#/components/schemas/Dog", Way::Both)
        .holds();
}

#[test]
fn composed_values() {
    use anteroom_golden::composed_values::*;
    Agreement::of("composed-values")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .holds();
}

#[test]
fn counted_lists() {
    use anteroom_golden::counted_lists::*;
    Agreement::of("counted-lists")
        .on::<Shaped>("#/components/schemas/Shaped", Way::Both)
        .holds();
}

#[test]
fn deep_types() {
    use anteroom_golden::deep_types::*;
    Agreement::of("deep-types")
        .on::<T0>("#/components/schemas/T0", Way::Both)
        .on::<T1>("#/components/schemas/T1", Way::Both)
        .on::<T2>("#/components/schemas/T2", Way::Both)
        .on::<T3>("#/components/schemas/T3", Way::Both)
        .on::<T4>("#/components/schemas/T4", Way::Both)
        .on::<T5>("#/components/schemas/T5", Way::Both)
        .on::<T6>("#/components/schemas/T6", Way::Both)
        .on::<T7>("#/components/schemas/T7", Way::Both)
        .on::<T8>("#/components/schemas/T8", Way::Both)
        .on::<T9>("#/components/schemas/T9", Way::Both)
        .on::<T10>("#/components/schemas/T10", Way::Both)
        .on::<T11>("#/components/schemas/T11", Way::Both)
        .on::<T12>("#/components/schemas/T12", Way::Both)
        .on::<T13>("#/components/schemas/T13", Way::Both)
        .on::<T14>("#/components/schemas/T14", Way::Both)
        .on::<T15>("#/components/schemas/T15", Way::Both)
        .on::<T16>("#/components/schemas/T16", Way::Both)
        .on::<T17>("#/components/schemas/T17", Way::Both)
        .on::<T18>("#/components/schemas/T18", Way::Both)
        .on::<T19>("#/components/schemas/T19", Way::Both)
        .on::<T20>("#/components/schemas/T20", Way::Both)
        .on::<T21>("#/components/schemas/T21", Way::Both)
        .on::<T22>("#/components/schemas/T22", Way::Both)
        .on::<T23>("#/components/schemas/T23", Way::Both)
        .on::<T24>("#/components/schemas/T24", Way::Both)
        .on::<T25>("#/components/schemas/T25", Way::Both)
        .on::<T26>("#/components/schemas/T26", Way::Both)
        .on::<T27>("#/components/schemas/T27", Way::Both)
        .on::<T28>("#/components/schemas/T28", Way::Both)
        .on::<T29>("#/components/schemas/T29", Way::Both)
        .on::<T30>("#/components/schemas/T30", Way::Both)
        .on::<T31>("#/components/schemas/T31", Way::Both)
        .on::<T32>("#/components/schemas/T32", Way::Both)
        .on::<T33>("#/components/schemas/T33", Way::Both)
        .on::<T34>("#/components/schemas/T34", Way::Both)
        .on::<T35>("#/components/schemas/T35", Way::Both)
        .on::<T36>("#/components/schemas/T36", Way::Both)
        .on::<T37>("#/components/schemas/T37", Way::Both)
        .on::<T38>("#/components/schemas/T38", Way::Both)
        .on::<T39>("#/components/schemas/T39", Way::Both)
        .on::<T40>("#/components/schemas/T40", Way::Both)
        .on::<T41>("#/components/schemas/T41", Way::Both)
        .on::<T42>("#/components/schemas/T42", Way::Both)
        .on::<T43>("#/components/schemas/T43", Way::Both)
        .on::<T44>("#/components/schemas/T44", Way::Both)
        .on::<T45>("#/components/schemas/T45", Way::Both)
        .on::<T46>("#/components/schemas/T46", Way::Both)
        .on::<T47>("#/components/schemas/T47", Way::Both)
        .holds();
}

#[test]
fn defaults() {
    use anteroom_golden::defaults::*;
    Agreement::of("defaults")
        .on::<Settings>("#/components/schemas/Settings", Way::Both)
        .on::<Mode>("#/components/schemas/Mode", Way::Both)
        .on::<Port>("#/components/schemas/Port", Way::Both)
        .holds();
}

#[test]
fn described_values() {
    use anteroom_golden::described_values::*;
    Agreement::of("described-values")
        .on::<CommandType>("#/components/schemas/CommandType", Way::Both)
        .on::<Locale>("#/components/schemas/Locale", Way::Both)
        .on::<Month>("#/components/schemas/Month", Way::Both)
        .on::<Option>("#/components/schemas/Option", Way::Both)
        .on::<Choice>("#/components/schemas/Choice", Way::Both)
        .holds();
}

#[test]
fn descriptions() {
    use anteroom_golden::descriptions::*;
    Agreement::of("descriptions")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .holds();
}

#[test]
fn directions() {
    use anteroom_golden::directions::*;
    Agreement::of("directions")
        .on::<Id>("#/components/schemas/Id", Way::Both)
        .on::<Name>("#/components/schemas/Name", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Answer)
        .on::<RoomInput>("#/components/schemas/Room", Way::Request)
        .on::<Door>("#/components/schemas/Door", Way::Both)
        .on::<Guest>("#/components/schemas/Guest", Way::Request)
        .on::<Plan>("#/components/schemas/Plan", Way::Answer)
        .on::<Vec<Guest>>("#/paths/~1guests/put/requestBody/content/application~1json/schema", Way::Request)
        .holds();
}

#[test]
fn dotted_names() {
    use anteroom_golden::dotted_names::*;
    Agreement::of("dotted-names")
        .on::<IoExampleApiCoreV1Pod>("#/components/schemas/io.example.api.core.v1.Pod", Way::Both)
        .on::<IoExampleApiCoreV1Container>("#/components/schemas/io.example.api.core.v1.Container", Way::Both)
        .on::<IoExampleMetaV1ObjectMeta>("#/components/schemas/io.example.meta.v1.ObjectMeta", Way::Both)
        .on::<IoExampleMetaV1Time>("#/components/schemas/io.example.meta.v1.Time", Way::Both)
        .on::<IoExampleMetaV1FieldsV1>("#/components/schemas/io.example.meta.v1.FieldsV1", Way::Both)
        .on::<IoExampleMetaV1Patch>("#/components/schemas/io.example.meta.v1.Patch", Way::Both)
        .on::<IoExampleApiResourceQuantity>("#/components/schemas/io.example.api.resource.Quantity", Way::Both)
        .on::<IoExampleUtilIntstrIntOrString>("#/components/schemas/io.example.util.intstr.IntOrString", Way::Both)
        .on::<IoExampleApiextensionsServerV1JsonSchemaProps>("#/components/schemas/io.example.apiextensions-server.v1.JSONSchemaProps", Way::Both)
        .on::<IoExampleApiextensionsServerV1JsonSchemaPropsOrBool>("#/components/schemas/io.example.apiextensions-server.v1.JSONSchemaPropsOrBool", Way::Both)
        .holds();
}

#[test]
fn enums() {
    use anteroom_golden::enums::*;
    Agreement::of("enums")
        .on::<Mode>("#/components/schemas/Mode", Way::Both)
        .on::<Odd>("#/components/schemas/Odd", Way::Both)
        .holds();
}

#[test]
fn expandable() {
    use anteroom_golden::expandable::*;
    Agreement::of("expandable")
        .on::<Booking>("#/components/schemas/booking", Way::Both)
        .on::<Guest>("#/components/schemas/guest", Way::Both)
        .on::<DeletedGuest>("#/components/schemas/deleted_guest", Way::Both)
        .on::<Address>("#/components/schemas/address", Way::Both)
        .on::<Error>("#/components/schemas/error", Way::Both)
        .on::<GetBookingsBody>("#/paths/~1v1~1bookings/get/requestBody/content/application~1x-www-form-urlencoded/schema", Way::Both)
        .on::<GetBookingsOk>("#/paths/~1v1~1bookings/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<GetGuestsGuestOk>("#/paths/~1v1~1guests~1%7Bguest%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<PostGuestsGuestBody>("#/paths/~1v1~1guests~1%7Bguest%7D/post/requestBody/content/application~1x-www-form-urlencoded/schema", Way::Both)
        .holds();
}

#[test]
fn forms() {
    use anteroom_golden::forms::*;
    Agreement::of("forms")
        .on::<Note>("#/components/schemas/Note", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Map<Vec<i64>>>("#/paths/~1rooms/put/requestBody/content/Application~1X-WWW-Form-Urlencoded;%20charset=utf-8/schema", Way::Both)
        .on::<Map<Value>>("#/paths/~1rooms/put/requestBody/content/application~1json/schema", Way::Both)
        .on::<DateTime>("#/paths/~1notes/post/responses/202/content/text~1plain/schema", Way::Both)
        .holds();
}

#[test]
fn fragments() {
    use anteroom_golden::fragments::*;
    Agreement::of("fragments")
        .holds();
}

#[test]
fn framing() {
    use anteroom_golden::framing::*;
    Agreement::of("framing")
        .on::<String>("#/paths/~1text/get/responses/200/content/text~1plain/schema", Way::Both)
        .on::<i64>("#/paths/~1events/get/responses/200/content/text~1event-stream/schema", Way::Both)
        .holds();
}

#[test]
fn hostile() {
    use anteroom_golden::hostile::*;
    Agreement::of("hostile")
        .on::<Fn>("#/components/schemas/fn", Way::Both)
        .on::<Self_>("#/components/schemas/Self", Way::Both)
        .holds();
}

#[test]
fn hostile_webhooks() {
    use anteroom_golden::hostile_webhooks::*;
    Agreement::of("hostile-webhooks")
        .on::<TWebhooks>("#/components/schemas/TWebhooks", Way::Both)
        .holds();
}

#[test]
fn inline_names() {
    use anteroom_golden::inline_names::*;
    Agreement::of("inline-names")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<RoomHost>("#/components/schemas/RoomHost", Way::Both)
        .holds();
}

#[test]
fn integers() {
    use anteroom_golden::integers::*;
    Agreement::of("integers")
        .on::<Counts>("#/components/schemas/Counts", Way::Both)
        .on::<Port>("#/components/schemas/Port", Way::Both)
        .holds();
}

#[test]
fn later_keywords() {
    use anteroom_golden::later_keywords::*;
    Agreement::of("later-keywords")
        .on::<Booking>("#/components/schemas/Booking", Way::Both)
        .on::<Urgent>("#/components/schemas/Urgent", Way::Both)
        .on::<typed::Nullable<Hall>>("#/components/schemas/Hall", Way::Both)
        .holds();
}

#[test]
fn letters() {
    use anteroom_golden::letters::*;
    Agreement::of("letters")
        .on::<Unit>("#/components/schemas/Unit", Way::Both)
        .on::<Müller>("#/components/schemas/M%C3%BCller", Way::Both)
        .on::<Silj>("#/components/schemas/%D0%A1%D1%96%D0%BB%D1%8C", Way::Both)
        .on::<Rare>("#/components/schemas/Rare", Way::Both)
        .on::<ShownAsItIs>("#/components/schemas/Shown%20%E2%81%A7as%E2%81%A9%20it%20is", Way::Both)
        .holds();
}

#[test]
fn literal_tags() {
    use anteroom_golden::literal_tags::*;
    Agreement::of("literal-tags")
        .on::<Row>("#/components/schemas/Row", Way::Both)
        .on::<Button>("#/components/schemas/Button", Way::Both)
        .on::<Part>("#/components/schemas/Part", Way::Both)
        .on::<Answer>("#/components/schemas/Answer", Way::Both)
        .on::<Red>("#/components/schemas/Red", Way::Both)
        .on::<Blue>("#/components/schemas/Blue", Way::Both)
        .on::<Color>("#/components/schemas/Color", Way::Both)
        .holds();
}

#[test]
fn maps() {
    use anteroom_golden::maps::*;
    Agreement::of("maps")
        .on::<Maps>("#/components/schemas/Maps", Way::Both)
        .on::<Closed>("#/components/schemas/Closed", Way::Both)
        .on::<Kept>("#/components/schemas/Kept", Way::Both)
        .on::<Sized>("#/components/schemas/Sized", Way::Both)
        .holds();
}

#[test]
fn media_ranges() {
    use anteroom_golden::media_ranges::*;
    Agreement::of("media-ranges")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Vec<Room>>("#/paths/~1rooms/post/responses/409/content/application~1*/schema", Way::Both)
        .on::<CreateDefault>("#/paths/~1rooms/post/responses/default/content/application~1*+json/schema", Way::Both)
        .holds();
}

#[test]
fn media_types() {
    use anteroom_golden::media_types::*;
    Agreement::of("media-types")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<CreateRoomBody>("#/components/schemas/CreateRoomBody", Way::Both)
        .on::<String>("#/paths/~1image/put/responses/default/content/text~1html/schema", Way::Both)
        .on::<EitherBodyJson>("#/paths/~1either/patch/requestBody/content/application~1json/schema", Way::Both)
        .on::<String>("#/paths/~1either/patch/requestBody/content/text~1plain;%20charset=utf-8/schema", Way::Both)
        .holds();
}

#[test]
fn minimal() {
    use anteroom_golden::minimal::*;
    Agreement::of("minimal")
        .on::<String>("#/paths/~1hello~1%7Bname%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn multipart() {
    use anteroom_golden::multipart::*;
    Agreement::of("multipart")
        .on::<Note>("#/components/schemas/Note", Way::Both)
        .on::<Received>("#/components/schemas/Received", Way::Both)
        .on::<String>("#/paths/~1photos/post/responses/400/content/application~1json/schema", Way::Both)
        .on::<Map<i64>>("#/paths/~1either/post/requestBody/content/multipart~1related/schema", Way::Both)
        .on::<UploadChoiceBody>("#/paths/~1choice/post/requestBody/content/multipart~1form-data/schema", Way::Both)
        .holds();
}

#[test]
fn names_of_rust() {
    use anteroom_golden::names_of_rust::*;
    Agreement::of("names-of-rust")
        .on::<Short>("#/components/schemas/Short", Way::Both)
        .on::<All>("#/components/schemas/All", Way::Both)
        .on::<Self_>("#/components/schemas/Self", Way::Both)
        .on::<Send>("#/components/schemas/Send", Way::Both)
        .on::<Sync>("#/components/schemas/Sync", Way::Both)
        .on::<Future>("#/components/schemas/Future", Way::Both)
        .on::<From>("#/components/schemas/From", Way::Both)
        .on::<TryFrom>("#/components/schemas/TryFrom", Way::Both)
        .on::<T>("#/components/schemas/T", Way::Both)
        .on::<A>("#/components/schemas/A", Way::Both)
        .on::<Server>("#/components/schemas/Server", Way::Both)
        .on::<Api>("#/components/schemas/Api", Way::Both)
        .on::<Static>("#/components/schemas/Static", Way::Both)
        .on::<Context>("#/components/schemas/Context", Way::Both)
        .on::<Exchange>("#/components/schemas/Exchange", Way::Both)
        .on::<Box>("#/components/schemas/Box", Way::Both)
        .on::<Some>("#/components/schemas/Some", Way::Both)
        .on::<None>("#/components/schemas/None", Way::Both)
        .on::<Ok>("#/components/schemas/Ok", Way::Both)
        .on::<Err>("#/components/schemas/Err", Way::Both)
        .on::<Default>("#/components/schemas/Default", Way::Both)
        .on::<Clone>("#/components/schemas/Clone", Way::Both)
        .on::<Debug>("#/components/schemas/Debug", Way::Both)
        .on::<StatusCode>("#/components/schemas/StatusCode", Way::Both)
        .on::<Map>("#/components/schemas/Map", Way::Both)
        .on::<Value>("#/components/schemas/Value", Way::Both)
        .on::<Field>("#/components/schemas/Field", Way::Both)
        .on::<Decode>("#/components/schemas/Decode", Way::Both)
        .on::<Encode>("#/components/schemas/Encode", Way::Both)
        .on::<Validate>("#/components/schemas/Validate", Way::Both)
        .on::<StdOk>("#/paths/~10~1%7Bstd%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<CoreOk>("#/paths/~11~1%7Bcore%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<AllocOk>("#/paths/~12~1%7Balloc%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<AnteroomOk>("#/paths/~13~1%7Banteroom%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<SelfOk>("#/paths/~14~1%7Bself%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<SuperOk>("#/paths/~15~1%7Bsuper%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<CrateOk>("#/paths/~16~1%7Bcrate%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<StrOk>("#/paths/~17~1%7Bstr%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<FnOk>("#/paths/~18~1%7Bfn%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<BoolOk>("#/paths/~19~1%7Bbool%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<ServeOk>("#/paths/~110~1%7Bserve_%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<VerifyOk>("#/paths/~111~1%7Bverify%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<AuthenticatorOk>("#/paths/~112~1%7BAuthenticator%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .on::<OperationOk>("#/paths/~113~1%7BOperation%7D/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn names_taken() {
    use anteroom_golden::names_taken::*;
    Agreement::of("names-taken")
        .on::<Err>("#/components/schemas/Err", Way::Both)
        .on::<Tree>("#/components/schemas/Tree", Way::Both)
        .on::<Option>("#/components/schemas/Option", Way::Both)
        .on::<String>("#/components/schemas/String", Way::Both)
        .on::<Ok>("#/components/schemas/Ok", Way::Both)
        .on::<Result>("#/components/schemas/Result", Way::Both)
        .on::<Reader>("#/components/schemas/Reader", Way::Both)
        .on::<Decode>("#/components/schemas/Decode", Way::Both)
        .on::<Traps>("#/components/schemas/Traps", Way::Both)
        .on::<AB>("#/components/schemas/A_B", Way::Both)
        .on::<AbItem>("#/components/schemas/Ab_item", Way::Both)
        .on::<Operation>("#/components/schemas/Operation", Way::Both)
        .on::<ResourceId>("#/components/schemas/ResourceId", Way::Both)
        .on::<Written>("#/components/schemas/Written", Way::Both)
        .on::<WrittenWord>("#/components/schemas/WrittenWord", Way::Both)
        .on::<PostRoomsIdItemsBody>("#/paths/~1rooms~1%7Bid%7D~1items/post/requestBody/content/application~1vnd.x+json/schema", Way::Both)
        .on::<::std::string::String>("#/paths/~1rooms~1%7Bid%7D~1items/post/responses/418/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn null_besides() {
    use anteroom_golden::null_besides::*;
    Agreement::of("null-besides")
        .on::<typed::Nullable<Perhaps>>("#/components/schemas/Perhaps", Way::Both)
        .on::<Values>("#/components/schemas/Values", Way::Both)
        .on::<Choices>("#/components/schemas/Choices", Way::Both)
        .on::<typed::Nullable<One>>("#/components/schemas/One", Way::Both)
        .on::<typed::Nullable<Other>>("#/components/schemas/Other", Way::Both)
        .on::<typed::Nullable<Wide>>("#/components/schemas/Wide", Way::Both)
        .on::<typed::Nullable<Listed>>("#/components/schemas/Listed", Way::Both)
        .on::<Twice>("#/components/schemas/Twice", Way::Both)
        .holds();
}

#[test]
fn numbers() {
    use anteroom_golden::numbers::*;
    Agreement::of("numbers")
        .on::<Measures>("#/components/schemas/Measures", Way::Both)
        .on::<Ratio>("#/components/schemas/Ratio", Way::Both)
        .holds();
}

#[test]
fn object_parameters() {
    use anteroom_golden::object_parameters::*;
    Agreement::of("object-parameters")
        .on::<Color>("#/components/schemas/Color", Way::Both)
        .on::<Filter>("#/components/schemas/Filter", Way::Both)
        .holds();
}

#[test]
fn one_of() {
    use anteroom_golden::one_of::*;
    Agreement::of("one-of")
        .on::<Pet>("#/components/schemas/Pet", Way::Both)
        .on::<Cat>("#/components/schemas/Cat", Way::Both)
        .on::<Dog>("#/components/schemas/Dog", Way::Both)
        .on::<ByName>("#/components/schemas/ByName", Way::Both)
        .on::<Part>("#/components/schemas/Part", Way::Both)
        .on::<Width>("#/components/schemas/Width", Way::Both)
        .on::<Overlap>("#/components/schemas/Overlap", Way::Both)
        .on::<Level>("#/components/schemas/Level", Way::Both)
        .on::<Shape>("#/components/schemas/Shape", Way::Both)
        .on::<Content>("#/components/schemas/Content", Way::Both)
        .on::<Listing>("#/components/schemas/Listing", Way::Both)
        .on::<File>("#/components/schemas/File", Way::Both)
        .on::<Link>("#/components/schemas/Link", Way::Both)
        .on::<Lent>("#/components/schemas/Lent", Way::Both)
        .on::<typed::Nullable<MaybeLink>>("#/components/schemas/MaybeLink", Way::Both)
        .holds();
}

#[test]
fn operation_names() {
    use anteroom_golden::operation_names::*;
    Agreement::of("operation-names")
        .on::<ListRooms2Body>("#/paths/~1rooms/post/requestBody/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn option_allow() {
    use anteroom_golden::option_allow::*;
    Agreement::of("option-allow")
        .on::<RoomName>("#/components/schemas/RoomName", Way::Both)
        .on::<Twins>("#/components/schemas/Twins", Way::Both)
        .on::<Wing>("#/components/schemas/Wing", Way::Both)
        .holds();
}

#[test]
fn option_default_stubs() {
    use anteroom_golden::option_default_stubs::*;
    Agreement::of("option-default-stubs")
        .on::<OpenRoomBody>("#/paths/~1rooms~1%7Bid%7D/post/requestBody/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn option_derive() {
    use anteroom_golden::option_derive::*;
    Agreement::of("option-derive")
        .on::<Plain>("#/components/schemas/Plain", Way::Both)
        .on::<Measure>("#/components/schemas/Measure", Way::Both)
        .on::<Measured>("#/components/schemas/Measured", Way::Both)
        .on::<Ratio>("#/components/schemas/Ratio", Way::Both)
        .on::<Name>("#/components/schemas/Name", Way::Both)
        .on::<Mode>("#/components/schemas/Mode", Way::Both)
        .on::<Any>("#/components/schemas/Any", Way::Both)
        .on::<Corner>("#/components/schemas/Corner", Way::Both)
        .on::<Open>("#/components/schemas/Open", Way::Both)
        .on::<Next>("#/components/schemas/Next", Way::Both)
        .on::<Ranked>("#/components/schemas/Ranked", Way::Both)
        .on::<Place>("#/components/schemas/Place", Way::Both)
        .holds();
}

#[test]
fn option_extension() {
    use anteroom_golden::option_extension::*;
    Agreement::of("option-extension")
        .holds();
}

#[test]
fn option_rename() {
    use anteroom_golden::option_rename::*;
    Agreement::of("option-rename")
        .on::<Room>("#/components/schemas/rm", Way::Both)
        .on::<Human>("#/components/schemas/Person", Way::Both)
        .on::<Level>("#/components/schemas/Level", Way::Both)
        .on::<Sign>("#/components/schemas/Sign", Way::Both)
        .holds();
}

#[test]
fn option_select() {
    use anteroom_golden::option_select::*;
    Agreement::of("option-select")
        .on::<Id>("#/components/schemas/Id", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<User>("#/components/schemas/User", Way::Both)
        .on::<Vec<Room>>("#/paths/~1rooms/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn option_serde() {
    use anteroom_golden::option_serde::*;
    Agreement::of("option-serde")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .holds();
}

#[test]
fn option_serde_all() {
    use anteroom_golden::option_serde_all::*;
    Agreement::of("option-serde-all")
        .on::<GetRoomOk>("#/paths/~1room/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn option_service_name() {
    use anteroom_golden::option_service_name::*;
    Agreement::of("option-service-name")
        .holds();
}

#[test]
fn option_trait_per_tag() {
    use anteroom_golden::option_trait_per_tag::*;
    Agreement::of("option-trait-per-tag")
        .holds();
}

#[test]
fn option_trait_per_tag_open() {
    use anteroom_golden::option_trait_per_tag_open::*;
    Agreement::of("option-trait-per-tag-open")
        .holds();
}

#[test]
fn parameter_defaults() {
    use anteroom_golden::parameter_defaults::*;
    Agreement::of("parameter-defaults")
        .on::<String>("#/paths/~1rooms/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn parameter_styles() {
    use anteroom_golden::parameter_styles::*;
    Agreement::of("parameter-styles")
        .on::<Order>("#/components/schemas/Order", Way::Both)
        .on::<Query>("#/components/schemas/Query", Way::Both)
        .holds();
}

#[test]
fn parameters() {
    use anteroom_golden::parameters::*;
    Agreement::of("parameters")
        .holds();
}

#[test]
fn part_kinds() {
    use anteroom_golden::part_kinds::*;
    Agreement::of("part-kinds")
        .on::<Seen>("#/components/schemas/Seen", Way::Both)
        .on::<SendKindsBody>("#/paths/~1kinds/post/requestBody/content/multipart~1form-data/schema", Way::Both)
        .on::<SendChoiceBody>("#/paths/~1choice/post/requestBody/content/multipart~1form-data/schema", Way::Both)
        .holds();
}

#[test]
fn paths() {
    use anteroom_golden::paths::*;
    Agreement::of("paths")
        .holds();
}

#[test]
fn pointers() {
    use anteroom_golden::pointers::*;
    Agreement::of("pointers")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Alias>("#/components/schemas/Alias", Way::Both)
        .on::<Chain>("#/components/schemas/Chain", Way::Both)
        .on::<Vec<Room>>("#/x-items/All%20rooms/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn presence_3_0() {
    use anteroom_golden::presence_3_0::*;
    Agreement::of("presence-3-0")
        .on::<States>("#/components/schemas/States", Way::Both)
        .holds();
}

#[test]
fn presence_3_1() {
    use anteroom_golden::presence_3_1::*;
    Agreement::of("presence-3-1")
        .on::<States>("#/components/schemas/States", Way::Both)
        .holds();
}

#[test]
fn problems_within() {
    use anteroom_golden::problems_within::*;
    Agreement::of("problems-within")
        .on::<Job>("#/components/schemas/Job", Way::Both)
        .on::<Cat>("#/components/schemas/Cat", Way::Both)
        .on::<Invalid>("#/components/schemas/Invalid", Way::Both)
        .on::<GetJobUnprocessableContent>("#/paths/~1jobs/get/responses/422/content/application~1problem+json/schema", Way::Both)
        .holds();
}

#[test]
fn quirks() {
    use anteroom_golden::quirks::*;
    Agreement::of("quirks")
        .on::<Switch>("#/components/schemas/Switch", Way::Both)
        .on::<Code>("#/components/schemas/Code", Way::Both)
        .on::<typed::Nullable<Nullable>>("#/components/schemas/Nullable", Way::Both)
        .on::<typed::Nullable<Listed>>("#/components/schemas/Listed", Way::Both)
        .on::<Answer>("#/components/schemas/Answer", Way::Both)
        .on::<Value>("#/paths/~1answers/get/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn read_only() {
    use anteroom_golden::read_only::*;
    Agreement::of("read-only")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .holds();
}

#[test]
fn recursion() {
    use anteroom_golden::recursion::*;
    Agreement::of("recursion")
        .on::<Tree>("#/components/schemas/Tree", Way::Both)
        .on::<A>("#/components/schemas/A", Way::Both)
        .on::<B>("#/components/schemas/B", Way::Both)
        .holds();
}

#[test]
fn recursive_lists() {
    use anteroom_golden::recursive_lists::*;
    Agreement::of("recursive-lists")
        .on::<Tree>("#/components/schemas/Tree", Way::Both)
        .on::<Folder>("#/components/schemas/Folder", Way::Both)
        .on::<Files>("#/components/schemas/Files", Way::Both)
        .on::<Json>("#/components/schemas/Json", Way::Both)
        .holds();
}

#[test]
fn references_and_null() {
    use anteroom_golden::references_and_null::*;
    Agreement::of("references-and-null")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Id>("#/components/schemas/Id", Way::Both)
        .on::<Same>("#/components/schemas/Same", Way::Both)
        .on::<User>("#/components/schemas/User", Way::Both)
        .on::<Guest>("#/components/schemas/Guest", Way::Both)
        .holds();
}

#[test]
fn responses() {
    use anteroom_golden::responses::*;
    Agreement::of("responses")
        .on::<Mistake>("#/components/schemas/Mistake", Way::Both)
        .on::<ListRoomsCreated>("#/paths/~1rooms/get/responses/201/content/application~1json/schema", Way::Both)
        .on::<typed::Nullable<String>>("#/paths/~1rooms/get/responses/418/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn scalar_enums() {
    use anteroom_golden::scalar_enums::*;
    Agreement::of("scalar-enums")
        .on::<Level>("#/components/schemas/Level", Way::Both)
        .on::<typed::Nullable<Mixed>>("#/components/schemas/Mixed", Way::Both)
        .on::<Version>("#/components/schemas/Version", Way::Both)
        .on::<One>("#/components/schemas/One", Way::Both)
        .on::<Vote>("#/components/schemas/Vote", Way::Both)
        .on::<typed::Nullable<Nothing>>("#/components/schemas/Nothing", Way::Both)
        .on::<User>("#/components/schemas/User", Way::Both)
        .holds();
}

#[test]
fn schemes_only_together() {
    use anteroom_golden::schemes_only_together::*;
    Agreement::of("schemes-only-together")
        .holds();
}

#[test]
fn schemes_together() {
    use anteroom_golden::schemes_together::*;
    Agreement::of("schemes-together")
        .holds();
}

#[test]
fn security() {
    use anteroom_golden::security::*;
    Agreement::of("security")
        .holds();
}

#[test]
fn security_schemes() {
    use anteroom_golden::security_schemes::*;
    Agreement::of("security-schemes")
        .holds();
}

#[test]
fn signs() {
    use anteroom_golden::signs::*;
    Agreement::of("signs")
        .holds();
}

#[test]
fn streams() {
    use anteroom_golden::streams::*;
    Agreement::of("streams")
        .on::<Tick>("#/components/schemas/Tick", Way::Both)
        .on::<String>("#/paths/~1words/get/responses/200/content/text~1event-stream/schema", Way::Both)
        .on::<typed::Nullable<i64>>("#/paths/~1log/get/responses/206/content/Application~1JSON-seq/schema", Way::Both)
        .on::<i64>("#/paths/~1log/post/responses/200/content/application~1json/schema", Way::Both)
        .on::<i64>("#/paths/~1log/put/requestBody/content/text~1plain/schema", Way::Both)
        .on::<i64>("#/paths/~1log/put/responses/200/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn strings() {
    use anteroom_golden::strings::*;
    Agreement::of("strings")
        .on::<Texts>("#/components/schemas/Texts", Way::Both)
        .on::<Pin>("#/components/schemas/Pin", Way::Both)
        .on::<Name>("#/components/schemas/Name", Way::Both)
        .on::<Moment>("#/components/schemas/Moment", Way::Both)
        .holds();
}

#[test]
fn title_self() {
    use anteroom_golden::title_self::*;
    Agreement::of("title-self")
        .holds();
}

#[test]
fn title_send() {
    use anteroom_golden::title_send::*;
    Agreement::of("title-send")
        .holds();
}

#[test]
fn title_type_parameter() {
    use anteroom_golden::title_type_parameter::*;
    Agreement::of("title-type-parameter")
        .holds();
}

#[test]
fn type_lists() {
    use anteroom_golden::type_lists::*;
    Agreement::of("type-lists")
        .on::<typed::Nullable<Value>>("#/components/schemas/Value", Way::Both)
        .on::<Deep>("#/components/schemas/Deep", Way::Both)
        .on::<User>("#/components/schemas/User", Way::Both)
        .on::<Implied>("#/components/schemas/Implied", Way::Both)
        .on::<ImpliedNumber>("#/components/schemas/ImpliedNumber", Way::Both)
        .holds();
}

#[test]
fn undescribed_required() {
    use anteroom_golden::undescribed_required::*;
    Agreement::of("undescribed-required")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Prices>("#/components/schemas/Prices", Way::Both)
        .on::<Closed>("#/components/schemas/Closed", Way::Both)
        .on::<Alerts>("#/components/schemas/Alerts", Way::Both)
        .holds();
}

#[test]
fn union_names() {
    use anteroom_golden::union_names::*;
    Agreement::of("union-names")
        .on::<Door>("#/components/schemas/Door", Way::Both)
        .on::<Lists>("#/components/schemas/Lists", Way::Both)
        .on::<Formats>("#/components/schemas/Formats", Way::Both)
        .on::<Message>("#/components/schemas/Message", Way::Both)
        .on::<Target>("#/components/schemas/Target", Way::Both)
        .on::<Update>("#/components/schemas/Update", Way::Both)
        .on::<One>("#/components/schemas/One", Way::Both)
        .on::<Loose>("#/components/schemas/Loose", Way::Both)
        .on::<DoorRecord>("#/components/schemas/DoorRecord", Way::Both)
        .on::<DoorRecordGlass>("#/components/schemas/DoorRecordGlass", Way::Both)
        .on::<Letters>("#/components/schemas/Letters", Way::Both)
        .holds();
}

#[test]
fn union_null() {
    use anteroom_golden::union_null::*;
    Agreement::of("union-null")
        .on::<typed::Nullable<Numeric>>("#/components/schemas/Numeric", Way::Both)
        .on::<Person>("#/components/schemas/Person", Way::Both)
        .on::<typed::Nullable<Score>>("#/components/schemas/Score", Way::Both)
        .on::<typed::Nullable<Outer>>("#/components/schemas/Outer", Way::Both)
        .on::<Twice>("#/components/schemas/Twice", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<Alone>("#/components/schemas/Alone", Way::Both)
        .holds();
}

#[test]
fn unused_schemas() {
    use anteroom_golden::unused_schemas::*;
    Agreement::of("unused-schemas")
        .on::<Pet>("#/components/schemas/Pet", Way::Both)
        .on::<Owner>("#/components/schemas/Owner", Way::Both)
        .holds();
}

#[test]
fn webhooks() {
    use anteroom_golden::webhooks::*;
    Agreement::of("webhooks")
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<ClosedBody>("#/components/pathItems/Closed/post/requestBody/content/application~1json/schema", Way::Both)
        .holds();
}

#[test]
fn webhooks_only() {
    use anteroom_golden::webhooks_only::*;
    Agreement::of("webhooks-only")
        .on::<Booking>("#/components/schemas/Booking", Way::Both)
        .holds();
}

#[test]
fn wrappers() {
    use anteroom_golden::wrappers::*;
    Agreement::of("wrappers")
        .on::<Booking>("#/components/schemas/Booking", Way::Both)
        .on::<Room>("#/components/schemas/Room", Way::Both)
        .on::<typed::Nullable<Perhaps>>("#/components/schemas/Perhaps", Way::Both)
        .on::<Mode>("#/components/schemas/Mode", Way::Both)
        .on::<Level>("#/components/schemas/Level", Way::Both)
        .on::<Blank>("#/components/schemas/Blank", Way::Both)
        .on::<typed::Nullable<Nothing>>("#/components/schemas/Nothing", Way::Both)
        .holds();
}

#[test]
fn written_schemas() {
    use anteroom_golden::written_schemas::*;
    Agreement::of("written-schemas")
        .on::<Booking>("#/components/schemas/Booking", Way::Both)
        .on::<Extras>("#/components/schemas/Extras", Way::Both)
        .on::<Code>("#/components/schemas/Code", Way::Both)
        .on::<Either>("#/components/schemas/Either", Way::Both)
        .on::<Layout>("#/components/schemas/Layout", Way::Both)
        .on::<Depending>("#/components/schemas/Depending", Way::Both)
        .holds();
}

#[test]
fn xml() {
    use anteroom_golden::xml::*;
    Agreement::of("xml")
        .on::<Pet>("#/components/schemas/Pet", Way::Both)
        .on::<Category>("#/components/schemas/Category", Way::Both)
        .on::<Tag>("#/components/schemas/Tag", Way::Both)
        .on::<Map<i64>>("#/paths/~1pets/put/responses/200/content/application~1vnd.counts+xml/schema", Way::Both)
        .on::<String>("#/paths/~1pets/put/responses/400/content/application~1xml/schema", Way::Both)
        .holds();
}

#[test]
fn xml_directions() {
    use anteroom_golden::xml_directions::*;
    Agreement::of("xml-directions")
        .on::<Door>("#/components/schemas/Door", Way::Answer)
        .on::<DoorInput>("#/components/schemas/Door", Way::Request)
        .holds();
}

#[test]
fn xml_recursion() {
    use anteroom_golden::xml_recursion::*;
    Agreement::of("xml-recursion")
        .on::<Node>("#/components/schemas/Node", Way::Both)
        .on::<Word>("#/components/schemas/Word", Way::Both)
        .on::<Words>("#/components/schemas/Words", Way::Both)
        .on::<Address>("#/components/schemas/Address", Way::Both)
        .on::<Tree>("#/components/schemas/Tree", Way::Both)
        .on::<String>("#/paths/~1picture/post/requestBody/content/image~1svg+xml/schema", Way::Both)
        .on::<String>("#/paths/~1picture/post/responses/200/content/image~1svg+xml/schema", Way::Both)
        .on::<String>("#/paths/~1document/post/responses/200/content/application~1xml/schema", Way::Both)
        .holds();
}
