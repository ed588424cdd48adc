//! What is printed line by line is what `prettyplease` prints, wherever the end of the line falls.

use super::{pretty, quick};

/// Items with `NAME`, which is made longer and longer.
const ITEMS: [&str; 29] = [
    "pub struct Name { pub a : std :: HashMap < String , name :: Foo > , pub b : Vec < (A , Option < name >) > }",
    "fn f () { match x { 0 => a = < std :: HashMap < String , name :: Foo > > :: decode (reader) , 1 => name (b :: < A , B > ()) , _ => { } } }",
    "fn f () -> Foo < 'name > { name (a > b , c) }",
    "mod a { impl A for B { fn f () { match a { A => { a () ; match b { B => { b () ; match name { C => reply . body (\"name\" , StatusCode :: OK , body) , D => value . c = CLONE . decode_map (reader , name :: decode) , E => { let name = Field :: decode (reader , name , a) ; } } } _ => c () , } } F => d () , } } } }",
    "fn f () { match a { 0 => value . name = reader . boolean (\"#/a/b/c/d/name\") , 1 => rw . name (a) , 2 => is . name (aaaaaaaaaaaaaaaa , bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb , | a | ccccccccccc (a)) , 3 => name = Field :: decode (reader , | reader | Self :: NAME . decode_as :: < Name > (reader)) , } }",
    "impl Eq for Name {}",
    "# [doc = \"@0\"] # [derive (Clone , Debug)] pub struct Name { # [doc = \"@1\"] pub r#type : Option < Name > , pub name : name }",
    "pub enum Name { # [doc = \"@1\"] A , B (Name) , C { # [doc = \"@2\"] name : Option < String > , body : Name } , D { x : u8 } }",
    "use super :: { Name , A , Bb , Ccc , Dddd , Eeeee , name as _ , Ffffff , Ggggggg } ; use a :: b :: C ;",
    "mod name ; mod b ; pub use self :: name :: * ; const _ : () = a :: b (1) ;",
    "impl Name { const RULES : ObjectRules = ObjectRules :: at (\"#/name\" , & [Property :: required (\"name\") , Property :: optional (\"b\")]) ; }",
    "impl Name { const A : Rules = Rules :: at (\"#/name\") . closed () . minimum (-1) ; const B : Rules = Rules :: new () . one_of (& [\"a\" , \"name\"]) ; }",
    "impl Name { # [doc = \" All.\"] pub const ALL : [Self ; 2] = [Self :: Name , Self :: B] ; const N : & 'static [u8] = & [1 , 2 , name] ; }",
    "impl O for Name { type A = Name ; type B = b ; const C : X = { static P : P = P :: new (\"name\") ; X :: new (& P) } ; }",
    "static A : a :: P = a :: P :: query (\"name\" , \"#/paths/name\") . explode (false) . array () ;",
    "impl D for X { fn decode (reader : & mut Reader < '_ >) -> Option < Name > { let name = input . required (& NAME , i64 :: decode) ; Some (Self :: Request { name : name ? , body }) } }",
    "fn f (a : Name , b : & 'a mut [u8 ; 4]) -> x :: http :: Response < x :: Body > { object . finish (reader , Self { name , b }) }",
    "fn f < A , B > (name : A , b : B) -> Result < A , name > where A : B { }",
    "fn f () { let (Some (()) , Some (name) , Some (b) , Some (c)) = (object . end (reader) , name , b , c) else { return None ; } ; Some (Self { name , b , c : d }) }",
    "fn f () { while let Some (property) = object . next (reader) { match property { 0 => value . name = Name :: decode (reader) , 1 => name = Field :: decode (reader , | reader | Self :: NAME . decode (reader)) , _ => { } } } }",
    "fn f () { match response { Self :: Ok (body) => reply . json (StatusCode :: OK , & body) , Self :: Name { name , body } => match body { A :: Name (b) => b , _ => return , } , C | D if name => { a () ; b } , E => { name } } }",
    "fn f () { let value = match branch { 0 => Name :: decode (reader) . map (Self :: Name) , _ => None , } ; name (value) ? ; }",
    "fn f () { if let Some (value) = & self . name { checker . property (\"name\") ; value . check (checker) ; } for (name , value) in & self . name { check (name) ; } }",
    "fn f () { if name { a } else { b } ; if name { a () ; } else if b { name () ; } a = name }",
    "fn f () { reader . boolean (\"#/name\") } fn g () { return name ; }",
    "fn f () { name :: Builder :: new (vec ! [name] , | name | { a (name) ; name }) . build () . await ? ; }",
    "pub trait Name : Send + Sync + 'static { # [doc = \"@0\"] fn name (& self , request : Name) -> impl Future < Output = Name > + Send ; type A ; }",
    "anteroom :: serde_bridge ! (Name) ; impl < T > a :: Api for Name < T > where T : Name { fn a (& self) { } fn b () { } }",
    "pub mod name { use super :: { Name , A } ; pub struct Operation ; # [allow (dead_code)] const A : u8 = 1 ; impl a :: Operation for Operation { const META : a :: Meta = a :: Meta :: new (\"name\" , a :: Get) . tags (& [\"name\"]) . body (a :: Body :: new (\"#/name\" , & [a :: Content :: new (\"json\" , \"#\")])) ; } }",
];

#[test]
fn prints_as_the_printer_does() {
    for item in ITEMS {
        for length in 1..110 {
            let upper = format!("N{}", "a".repeat(length));
            let text = item
                .replace("Name", &upper)
                .replace("name", &upper.to_lowercase());
            let text = text.replace("NAME", &upper.to_uppercase());
            let expected = pretty(&text);
            assert!(expected.is_some(), "{text}");
            assert_eq!(quick::print(&text, pretty), expected, "{text}");
        }
    }
}

#[test]
fn what_generated_code_does_not_have_is_left_to_the_printer() {
    for text in ["f :: < 'é' >", "'x'", "'\\''", "a >= b", "r\"a\"", "' a"] {
        let item = format!("const A : B = {text} ;");
        assert_eq!(quick::print(&item, pretty), None, "{text}");
    }
}
