//! Whether the types of a filter fit together.

use super::expression::{Expression, Function, Node, Operator};
use crate::query::Mistake;
use crate::query::lexer::Literal;
use crate::query::property::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Boolean,
    Number,
    Text,
    DateTime,
    Null,
}

/// Checks that an expression is true or false.
pub(super) fn condition(expression: &Expression) -> Result<(), Mistake> {
    expect(expression, Type::Boolean, "must be a condition")
}

fn expect(expression: &Expression, expected: Type, message: &str) -> Result<(), Mistake> {
    if type_of(expression)? == expected {
        Ok(())
    } else {
        Err(Mistake::new(expression.at, message))
    }
}

fn type_of(expression: &Expression) -> Result<Type, Mistake> {
    Ok(match &expression.node {
        Node::Literal(literal) => literal_type(literal),
        Node::Property(property) => property_type(property.kind),
        Node::Call(function, arguments) => {
            for argument in arguments {
                expect(argument, Type::Text, "must be a text")?;
            }
            result_type(*function)
        }
        Node::Not(inner) => {
            expect(
                inner,
                Type::Boolean,
                "`not` needs a condition; a comparison needs parentheses",
            )?;
            Type::Boolean
        }
        Node::Binary(Operator::And | Operator::Or, left, right) => {
            condition(left)?;
            condition(right)?;
            Type::Boolean
        }
        Node::Binary(_, left, right) => {
            comparison(left, right)?;
            Type::Boolean
        }
        Node::In(value, members) => {
            membership(value, members)?;
            Type::Boolean
        }
    })
}

fn literal_type(literal: &Literal) -> Type {
    match literal {
        Literal::Null => Type::Null,
        Literal::Boolean(_) => Type::Boolean,
        Literal::Integer(_) | Literal::Decimal(_) => Type::Number,
        Literal::Text(_) => Type::Text,
        Literal::DateTime(_) => Type::DateTime,
    }
}

fn property_type(kind: Kind) -> Type {
    match kind {
        Kind::Boolean => Type::Boolean,
        Kind::Integer => Type::Number,
        Kind::Text | Kind::Name(_) => Type::Text,
        Kind::DateTime => Type::DateTime,
    }
}

fn result_type(function: Function) -> Type {
    match function {
        Function::Contains | Function::StartsWith | Function::EndsWith => Type::Boolean,
        Function::ToLower | Function::ToUpper => Type::Text,
        Function::Length => Type::Number,
    }
}

fn comparison(left: &Expression, right: &Expression) -> Result<(), Mistake> {
    comparable(type_of(left)?, right, type_of(right)?)?;
    known_name(left, right)?;
    known_name(right, left)
}

fn membership(value: &Expression, members: &[Expression]) -> Result<(), Mistake> {
    let value_type = type_of(value)?;
    // Conditions are left out because SQL repeats the value: one in another would grow without bounds.
    if value_type == Type::Boolean && !matches!(value.node, Node::Property(_)) {
        return Err(Mistake::new(value.at, "must not be a condition"));
    }
    members.iter().try_for_each(|member| {
        comparable(value_type, member, type_of(member)?)?;
        known_name(value, member)
    })
}

fn comparable(left: Type, right: &Expression, right_type: Type) -> Result<(), Mistake> {
    if left == right_type || left == Type::Null || right_type == Type::Null {
        Ok(())
    } else {
        Err(Mistake::new(right.at, format!("must be {}", written(left))))
    }
}

/// How a value of a type is written.
fn written(of: Type) -> &'static str {
    match of {
        Type::Boolean => "`true`, `false` or a condition",
        Type::Number => "a number",
        Type::Text => "a text in single quotes",
        Type::DateTime => "a date and time such as 2017-07-21T17:32:28Z, without quotes",
        Type::Null => "`null`",
    }
}

/// Refuses a text that the property to which it is compared can never be.
fn known_name(property: &Expression, value: &Expression) -> Result<(), Mistake> {
    let (Node::Property(property), Node::Literal(Literal::Text(text))) =
        (&property.node, &value.node)
    else {
        return Ok(());
    };
    let Kind::Name(names) = property.kind else {
        return Ok(());
    };
    let names = names();
    if names.contains(&text.as_str()) {
        return Ok(());
    }
    let message = format!("must be one of '{}'", names.join("', '"));
    Err(Mistake::new(value.at, message))
}
