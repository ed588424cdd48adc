//! From a checked [`Expression`] to SQL.

use deadpool_sqlite::rusqlite::types::{Null, Value};

use super::expression::{Expression, Function, Node, Operator};
use crate::query::Sql;
use crate::query::functions::instant;
use crate::query::lexer::Literal;

pub(super) fn compile(expression: &Expression) -> Sql {
    let mut sql = Sql::default();
    write(expression, &mut sql);
    sql
}

fn write(expression: &Expression, sql: &mut Sql) {
    match &expression.node {
        Node::Literal(literal) => sql.bind(value(literal)),
        Node::Property(property) => sql.push(property.sql),
        Node::Call(function, arguments) => {
            sql.push(name(*function));
            write_list(arguments, "(", ", ", sql);
        }
        Node::Not(inner) => {
            sql.push("(NOT ");
            write(inner, sql);
            sql.push(")");
        }
        Node::Binary(operator, left, right) => {
            let (open, between, close) = around(*operator);
            sql.push(open);
            write(left, sql);
            sql.push(between);
            write(right, sql);
            sql.push(close);
        }
        Node::In(value, members) => write_membership(value, members, sql),
    }
}

fn write_list(items: &[Expression], open: &'static str, between: &'static str, sql: &mut Sql) {
    sql.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            sql.push(between);
        }
        write(item, sql);
    }
    sql.push(")");
}

/// SQL's `IN` is NULL rather than false where a NULL takes part, and does not find NULL among the members.
fn write_membership(value: &Expression, members: &[Expression], sql: &mut Sql) {
    sql.push("(ifnull(");
    write(value, sql);
    sql.push(" IN ");
    write_list(members, "(", ", ", sql);
    sql.push(", FALSE)");
    if members.iter().any(is_null) {
        sql.push(" OR ");
        write(value, sql);
        sql.push(" IS NULL");
    }
    sql.push(")");
}

fn is_null(expression: &Expression) -> bool {
    matches!(expression.node, Node::Literal(Literal::Null))
}

fn name(function: Function) -> &'static str {
    match function {
        Function::Contains => "contains",
        Function::StartsWith => "startswith",
        Function::EndsWith => "endswith",
        Function::ToLower => "tolower",
        Function::ToUpper => "toupper",
        Function::Length => "characters",
    }
}

/// What is written before, between and after the operands.
///
/// `IS` takes two NULLs for equal. The other comparisons are NULL in SQL where an operand is, yet false in OData.
fn around(operator: Operator) -> (&'static str, &'static str, &'static str) {
    match operator {
        Operator::Or => ("(", " OR ", ")"),
        Operator::And => ("(", " AND ", ")"),
        Operator::Equal => ("(", " IS ", ")"),
        Operator::NotEqual => ("(", " IS NOT ", ")"),
        Operator::Greater => ("ifnull(", " > ", ", FALSE)"),
        Operator::GreaterOrEqual => ("ifnull(", " >= ", ", FALSE)"),
        Operator::Less => ("ifnull(", " < ", ", FALSE)"),
        Operator::LessOrEqual => ("ifnull(", " <= ", ", FALSE)"),
    }
}

fn value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Null.into(),
        Literal::Boolean(value) => (*value).into(),
        Literal::Integer(value) => (*value).into(),
        Literal::Decimal(value) => (*value).into(),
        Literal::Text(value) => value.clone().into(),
        Literal::DateTime(value) => instant(value).into(),
    }
}
