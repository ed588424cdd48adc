//! How deep types lie within each other, for the compiler: futures that are sent between threads must have `Send` types
//! in them, and to find that out rustc goes through all fields of all types, up to a number of steps. Where they lie
//! deeper, a box that it does not look into ends some ways.

use std::collections::{HashMap, HashSet};

use super::Edge;
use super::recursion::components;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Additional, Api, Operation, Shape, TypeId, Types};

/// How many steps rustc takes unless the crate says otherwise, but for those that come before the first type.
const LIMIT: usize = 128 - 8;

/// After how many steps a way ends where there are ways that are too long: what rustc remembers of types that it has
/// gone through is not all that is remembered here.
const END: usize = LIMIT / 2;

/// How many types reach each other in a knot that is worth being cut everywhere: to go round in it from each of its
/// types costs rustc more than boxes do (600 types with 6 properties each: 33 s, and 9 s once they are cut).
const KNOT: usize = 8;

/// The properties and variants into which rustc is not to look; none in most documents. Warns where types are too deep
/// for it all the same, within lists and maps alone. `recursive`: those that are in a `Box` otherwise.
pub(super) fn deep(
    api: &Api,
    recursive: &HashSet<Edge>,
    diagnostics: &mut Diagnostics,
) -> HashSet<Edge> {
    let mut walk = Walk {
        types: &api.types,
        recursive,
        ended: HashSet::new(),
        starts: roots(api),
        seen: Vec::new(),
        end: None,
    };
    let mut deepest = walk.all();
    if deepest.0 > LIMIT {
        walk.end = Some(END);
        walk.cut_knots();
        // A type that was near by a way that has ended is far by others: again, until no more ways end.
        let mut ended = None;
        while ended != Some(walk.ended.len()) {
            ended = Some(walk.ended.len());
            deepest = walk.all();
        }
    }
    if deepest.0 > LIMIT {
        complain(api, deepest, diagnostics);
    }
    walk.ended
}

/// The types from which rustc sets out: those of bodies, or all where nothing is sent.
fn roots(api: &Api) -> Vec<TypeId> {
    if api.operations.is_empty() {
        return api.types.iter().map(|(id, _)| id).collect();
    }
    let contents = api.operations.iter().flat_map(Operation::contents);
    let roots = contents.filter_map(|content| content.payload.type_id());
    let mut roots: Vec<TypeId> = roots.collect();
    roots.sort();
    roots.dedup();
    roots
}

fn complain(api: &Api, (steps, id): (usize, TypeId), diagnostics: &mut Diagnostics) {
    let limit = (steps * 2).next_power_of_two();
    let place = api.types[id].place.clone();
    let message = "this type lies deeper within others than rustc looks by itself".to_owned();
    let help = format!("put `#![recursion_limit = \"{limit}\"]` at the top of the crate");
    diagnostics.push(Diagnostic::new(Code::DeepTypes, place, message).help(help));
}

/// The way of rustc through types.
struct Walk<'a> {
    types: &'a Types,
    recursive: &'a HashSet<Edge>,
    /// Where rustc does not look any further.
    ended: HashSet<Edge>,
    /// Where it sets out. It does so anew from what it does not look into.
    starts: Vec<TypeId>,
    /// By type, the last start from which it was seen.
    seen: Vec<Option<TypeId>>,
    /// After how many steps ways are to end.
    end: Option<usize>,
}

impl Walk<'_> {
    /// Ends the ways at the properties of objects in knots, that is, all ways but those from choice to choice.
    fn cut_knots(&mut self) {
        let knots = components(self.types, |id| self.types[id].parts());
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for knot in &knots {
            *sizes.entry(*knot).or_default() += 1;
        }
        for (id, definition) in self.types.iter() {
            let Shape::Object(object) = &definition.shape else {
                continue;
            };
            let knot = knots[id.0];
            for (index, property) in object.properties.iter().enumerate() {
                if knots[property.type_id.0] == knot && sizes[&knot] > KNOT {
                    self.ended.insert((id, index));
                    self.starts.push(property.type_id);
                }
            }
        }
    }

    /// How many steps the deepest type is away from where rustc sets out, and which that is.
    fn all(&mut self) -> (usize, TypeId) {
        self.seen = vec![None; self.types.len()];
        let (mut deepest, mut next) = ((0, TypeId(0)), 0);
        while let Some(start) = self.starts.get(next).copied() {
            let found = self.from(start);
            if found.0 > deepest.0 {
                deepest = found;
            }
            next += 1;
        }
        deepest
    }

    /// The same for one start. A type that was seen is not looked into again.
    fn from(&mut self, start: TypeId) -> (usize, TypeId) {
        let (mut open, mut deepest) = (vec![(start, 1)], (0, start));
        while let Some((id, steps)) = open.pop() {
            if self.seen[id.0].replace(start) == Some(start) {
                continue;
            }
            if steps > deepest.0 {
                deepest = (steps, id);
            }
            let from = open.len();
            match &self.types[id].shape {
                // Another name, and nothing else.
                Shape::Alias(target) => open.push((*target, steps)),
                // `Vec`, what it is made of, and a marker.
                Shape::Array(array) => open.push((array.items, steps + 3)),
                // `Map`, and what it is made of.
                Shape::Map(map) => open.push((map.values, steps + 5)),
                Shape::Union(union) => {
                    for (index, variant) in union.variants.iter().enumerate() {
                        open.extend(self.step((id, index), variant.type_id, steps + 1));
                    }
                }
                Shape::Object(object) => {
                    for (index, property) in object.properties.iter().enumerate() {
                        let ty = property.type_id;
                        let is_option = !property.required || self.types[ty].nullable;
                        let steps = steps + 1 + usize::from(is_option);
                        open.extend(self.step((id, index), ty, steps));
                    }
                    if let Additional::Kept(values) = object.additional {
                        open.push((values, steps + 6));
                    }
                }
                _ => {}
            }
            // The first field is looked into first.
            open[from..].reverse();
        }
        deepest
    }

    /// A step by a property or a variant, unless the way ends there.
    fn step(&mut self, edge: Edge, to: TypeId, steps: usize) -> Option<(TypeId, usize)> {
        let is_ended = self.ended.contains(&edge);
        if !is_ended && self.end.is_none_or(|end| steps <= end || self.is_leaf(to)) {
            let in_box = if self.recursive.contains(&edge) { 2 } else { 0 };
            return Some((to, steps + in_box));
        }
        if self.ended.insert(edge) {
            self.starts.push(to);
        }
        None
    }

    /// Whether there is nothing further to go through, but for a list or a map.
    fn is_leaf(&self, id: TypeId) -> bool {
        let inner = match &self.types[self.types.behind(id)].shape {
            Shape::Array(array) => array.items,
            Shape::Map(map) => map.values,
            _ => id,
        };
        self.types[self.types.behind(inner)].parts().is_empty()
    }
}
