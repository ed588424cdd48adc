//! From the checked document to the IR.
//!
//! Lowering is where a document can still be refused: whatever cannot be generated is reported
//! here, with its place, so that nothing after it can fail.

mod body;
mod called;
mod direction;
mod docs;
mod extension;
mod finish;
mod null;
mod operation;
mod parameter;
mod parts;
mod reach;
mod replace;
mod response;
mod schema;
mod security;
mod word;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Cursor, Document, NodeId};
use crate::ir::{
    self, Api, CalledTable, Direction, Docs, Origin, SchemaId, Schemas, SecurityScheme, Shape,
    StringShape, TypeDef, TypeId, Types,
};
use crate::source::Place;
use direction::Directions;
use docs::{docs, docs_through, docs_through_schema, plain_text};
use reach::Reach;
use schema::{Inheritance, Key, Position};

pub(crate) use called::Rename;
pub(crate) use replace::{Replace, Replaced};

/// What the user chose about the API.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LowerOptions<'o> {
    /// Types of the program's own.
    pub(crate) replacements: &'o [Replace],
    /// What is called otherwise than in the document.
    pub(crate) renames: &'o [Rename],
    /// The `x-` members of operations that are kept however long they are.
    pub(crate) extensions: &'o [String],
    /// Whether schemas get a type that no operation needs.
    pub(crate) all_schemas: bool,
}

/// Lowers the document. With errors in `diagnostics` the result must not be used.
pub(crate) fn lower(
    document: &Document,
    options: LowerOptions<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let root = document.root()?;
    let inheritance = Inheritance::of(document);
    let mut lowering = Lowering {
        diagnostics,
        types: Vec::new(),
        known: HashMap::new(),
        open: Vec::new(),
        direction: Direction::Both,
        directions: Directions::of(document, &inheritance),
        problems: HashSet::new(),
        schemes: Vec::new(),
        schemas: Vec::new(),
        written: HashMap::new(),
        unwritten: Vec::new(),
        inheritance,
        room: BASE_ROOM + ROOM * document.schemas().count(),
        untyped: Vec::new(),
        replacements: options.replacements,
        replacements_used: HashSet::new(),
        renames: options.renames,
        renames_used: HashSet::new(),
        extensions: options.extensions,
        extensions_used: HashSet::new(),
        table: CalledTable::default(),
    };
    if let Some(schemas) = root
        .get("components")
        .and_then(|components| components.get("schemas"))
    {
        // A document without operations is there for its schemas.
        let has_users = document.path_items().next().is_some();
        let takes_all = options.all_schemas || !has_users;
        let others = schemas.entries().filter(|_| takes_all);
        let starts = document
            .starts()
            .into_iter()
            .chain(others.map(|(_, schema)| schema));
        let reach = Reach::of(starts, &lowering.inheritance);
        let is_needed = |at: Cursor<'_>| takes_all || reach.needed.contains(&at.id());
        lowering.problems = reach.problems;
        for (name, schema) in schemas.entries() {
            if is_needed(schema) || schema::referred(schema).is_some_and(is_needed) {
                for direction in lowering.directions.uses(schema.id()) {
                    lowering.direction = direction;
                    lowering.component(name, schema);
                }
            }
        }
    }
    let operations = lowering.operations(root);
    lowering.finish_types();
    lowering.finish_schemas();
    lowering.tell_of_null_once();
    lowering.tell_twins_apart();
    lowering.complain_of_parts(&operations);
    if !options.all_schemas {
        parts::mark(&mut lowering.types, &operations);
    }
    lowering.complain_of_idle_replacements(root);
    lowering.complain_of_idle_renames(root);
    lowering.complain_of_idle_extensions(root);
    let info = root.get("info")?;
    let text = |name| info.get_str(name).map(str::to_owned);
    Some(Api {
        title: text("title").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        description: text("description"),
        tags: tags(root),
        types: Types::new(lowering.types),
        schemas: Schemas::new(lowering.schemas),
        schemes: lowering.schemes,
        operations,
        untyped: lowering.untyped,
        called: lowering.table,
        main: root.place().file,
        files: document
            .files()
            .map(|(file, name)| (file, name.to_owned()))
            .collect(),
    })
}

/// How much may become of any document, and of each of its schemas. What `allOf` puts together is said
/// again for each that has it, and choices multiply: a short text could stand for more than any memory.
const BASE_ROOM: usize = 30_000;
const ROOM: usize = 30;

struct Lowering<'a, 'd> {
    diagnostics: &'d mut Diagnostics,
    types: Vec<TypeDef>,
    /// Schema positions that have a type already.
    known: HashMap<Key, TypeId>,
    /// Types that were mentioned and not yet lowered: a list instead of recursion, so that a long
    /// chain of references needs no stack.
    open: Vec<(TypeId, Position<'a>, Direction)>,
    /// The way that the values go whose schemas are looked at.
    direction: Direction,
    directions: Directions,
    /// Schemas that stand for an RFC 9457 problem.
    problems: HashSet<NodeId>,
    schemes: Vec<SecurityScheme>,
    /// Schemas as they are written, for what no type holds.
    schemas: Vec<ir::Schema>,
    /// Those that were mentioned, by their place.
    written: HashMap<(NodeId, Option<Direction>), SchemaId>,
    /// Those of them that were not yet written down.
    unwritten: Vec<(SchemaId, Cursor<'a>, Direction)>,
    inheritance: Inheritance<'a>,
    /// How much more may become of the schemas: types, their parts, and what they are put together of.
    room: usize,
    /// Where any value is taken although the document says more.
    untyped: Vec<Place>,
    replacements: &'d [Replace],
    /// Those that replaced something.
    replacements_used: HashSet<usize>,
    renames: &'d [Rename],
    /// Those that renamed something.
    renames_used: HashSet<usize>,
    extensions: &'d [String],
    /// Those that some operation has.
    extensions_used: HashSet<usize>,
    table: CalledTable,
}

impl<'a> Lowering<'a, '_> {
    /// Gives a schema its id, to be lowered later.
    fn declare_at(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        if self.room == 0 {
            return self.add_type(at.place(), origin, Docs::default());
        }
        self.declare(Position::of(at), origin)
    }

    /// Gives a schema position its id, to be lowered later.
    fn declare(&mut self, position: Position<'a>, origin: Origin) -> TypeId {
        let key = self.key(&position);
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let home = position.home();
        // Of an alternative, what it says itself: the words beside the choice are those of the whole.
        let docs = docs(position.chosen().unwrap_or(home));
        let id = self.add_type(home.place(), origin, docs);
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.direction = key.direction();
        }
        if self.take_room(&position, 1 + position.cursors().count()) {
            self.known.insert(key, id);
            self.open.push((id, position, self.direction));
        }
        id
    }

    fn key(&self, position: &Position<'a>) -> Key {
        let differs = self.directions.differs(position.home().id())
            || position
                .cursors()
                .any(|at| self.directions.differs_itself(at.id()));
        position.key(differs.then_some(self.direction))
    }

    /// The direction, where it makes a difference to a schema.
    fn direction_of(&self, at: Cursor<'a>) -> Option<Direction> {
        self.directions.differs(at.id()).then_some(self.direction)
    }

    fn add_type(&mut self, place: Place, origin: Origin, docs: Docs) -> TypeId {
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            place,
            origin,
            docs,
            nullable: false,
            wrapped: false,
            shape: Shape::Any,
            rest: None,
            refuses_null: false,
            direction: None,
            input: false,
            is_divided: false,
            xml: ir::XmlHint::default(),
        });
        id
    }

    /// A component that only refers to a place without a name of its own gives it its name.
    fn component(&mut self, name: &str, at: Cursor<'a>) {
        let origin = Origin::Component(name.to_owned());
        let target = schema::referred(at).filter(|target| {
            let key = self.key(&Position::of(*target));
            let is_known = self.known.contains_key(&key);
            !is_known && !schema::is_component(*target)
        });
        self.declare_at(target.unwrap_or(at), origin);
    }

    /// A type for any text, for what is written in a way that is not read here.
    fn text(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        let id = self.anything(&Position::of(at), origin);
        if let Some(definition) = self.types.get_mut(id.0) {
            definition.shape = Shape::String(StringShape::default());
        }
        id
    }

    /// A type for any JSON value, for a body without a schema.
    fn declare_any(&mut self, at: Cursor<'a>, origin: Origin) -> TypeId {
        self.anything(&Position::of(at), origin)
    }

    fn unsupported(&mut self, code: Code, at: Cursor<'a>, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(code, at.place(), message).help(code.help()));
    }
}

/// The tags that the document describes.
fn tags(root: Cursor<'_>) -> Vec<(String, String)> {
    let tags = root.get("tags").into_iter().flat_map(Cursor::items);
    let described = tags.filter_map(|tag| {
        let description = plain_text(tag.get("description")?);
        Some((tag.get_str("name")?.to_owned(), description))
    });
    described.collect()
}
