//! Properties that one side alone sends, where XML has other names for them.

use anteroom::Context;
use anteroom_golden::xml_directions::*;

use crate::{request, send};

struct Keeper;

impl Doors for Keeper {
    async fn add_door(&self, request: AddDoorRequest, _: Context<()>) -> AddDoorResponse {
        assert_eq!(request.body.code.as_deref(), Some("s"));
        AddDoorResponse::Ok(Door {
            id: Some(5),
            made: Some("today".to_owned()),
            width: request.body.width,
            ..Door::default()
        })
    }
}

#[tokio::test]
async fn what_the_other_side_sends_is_read_over_by_its_name_in_xml() {
    let known = "<IDN>7</IDN><plain>p</plain><secret>s</secret><width>1</width>";
    for (inner, status) in [(known.to_owned(), 200), (format!("{known}<other/>"), 422)] {
        let text = format!("<door since='then'>{inner}</door>");
        let request = request("POST /doors", &["content-type: application/xml"], text);
        let answer = send(&DoorsServer::new(Keeper), request).await;
        assert_eq!(answer.status(), status, "{}", answer.text);
        if status == 200 {
            let door = "<door since=\"today\"><IDN>5</IDN><width>1</width></door>";
            assert!(answer.text.ends_with(door), "{}", answer.text);
        } else {
            assert_eq!(answer.errors(), ["/other additionalProperties"]);
        }
    }
}
