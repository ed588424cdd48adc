//! From text to [`Expression`], by recursive descent.

use super::expression::{Expression, Function, Node, Operator};
use crate::query::Mistake;
use crate::query::lexer::{Lexer, Token};
use crate::query::property::property;

/// Operators by how tightly they bind, loosest first.
const LEVELS: [&[(&str, Operator)]; 4] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("eq", Operator::Equal), ("ne", Operator::NotEqual)],
    &[
        ("gt", Operator::Greater),
        ("ge", Operator::GreaterOrEqual),
        ("lt", Operator::Less),
        ("le", Operator::LessOrEqual),
    ],
];

/// How deep parentheses, `not` and functions may be nested.
const MAX_DEPTH: usize = 50;

/// How many values, properties and operators a filter may have. SQLite takes an expression that is 1,000 levels deep.
const MAX_SIZE: usize = 300;

pub(super) fn parse(text: &str) -> Result<Expression, Mistake> {
    let mut parser = Parser::new(text)?;
    let expression = parser.level(0)?;
    match parser.token {
        Token::End => Ok(expression),
        _ => Err(parser.expected("an operator or the end")),
    }
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token<'a>,
    at: usize,
    depth: usize,
    size: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, Mistake> {
        let mut lexer = Lexer::new(text);
        let (at, token) = lexer.next()?;
        Ok(Self {
            lexer,
            token,
            at,
            depth: 0,
            size: 0,
        })
    }

    /// Operators of one level and all tighter ones; those of the same level group from the left.
    fn level(&mut self, level: usize) -> Result<Expression, Mistake> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.level(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let at = self.advance()?;
            let right = self.level(level + 1)?;
            let node = Node::Binary(operator, Box::new(left), Box::new(right));
            left = self.expression(at, node)?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, Mistake> {
        if self.token != Token::Word("not") {
            return self.membership();
        }
        let at = self.advance()?;
        let condition = self.nested(Self::unary)?;
        self.expression(at, Node::Not(Box::new(condition)))
    }

    fn membership(&mut self) -> Result<Expression, Mistake> {
        let value = self.primary()?;
        if self.token != Token::Word("in") {
            return Ok(value);
        }
        let at = self.advance()?;
        let members = self.list(Self::literal)?;
        self.expression(at, Node::In(Box::new(value), members))
    }

    fn primary(&mut self) -> Result<Expression, Mistake> {
        match self.token {
            Token::Open => {
                self.advance()?;
                let expression = self.nested(|parser| parser.level(0))?;
                self.expect(Token::Close, "an operator or `)`")?;
                Ok(expression)
            }
            Token::Word(name) => self.name(name),
            _ => self.literal(),
        }
    }

    fn name(&mut self, name: &str) -> Result<Expression, Mistake> {
        let at = self.advance()?;
        let node = match (Function::named(name), property(name)) {
            (Some(function), _) => Node::Call(function, self.arguments(function, at)?),
            (None, Some(property)) => Node::Property(property),
            (None, None) => {
                let message = match self.token {
                    Token::Open => "there is no such function",
                    _ => "a room has no such property",
                };
                return Err(Mistake::new(at, message));
            }
        };
        self.expression(at, node)
    }

    fn arguments(&mut self, function: Function, at: usize) -> Result<Vec<Expression>, Mistake> {
        let arguments = self.list(|parser| parser.nested(|parser| parser.level(0)))?;
        if arguments.len() == function.arity() {
            Ok(arguments)
        } else {
            let message = format!("the number of arguments must be {}", function.arity());
            Err(Mistake::new(at, message))
        }
    }

    /// One or more items in parentheses, with commas between them.
    fn list(
        &mut self,
        item: impl Fn(&mut Self) -> Result<Expression, Mistake>,
    ) -> Result<Vec<Expression>, Mistake> {
        self.expect(Token::Open, "`(`")?;
        let mut items = vec![item(self)?];
        while self.token == Token::Comma {
            self.advance()?;
            items.push(item(self)?);
        }
        self.expect(Token::Close, "`,` or `)`")?;
        Ok(items)
    }

    fn literal(&mut self) -> Result<Expression, Mistake> {
        let Token::Literal(literal) = self.token.clone() else {
            return Err(self.expected("a value"));
        };
        let at = self.advance()?;
        self.expression(at, Node::Literal(literal))
    }

    fn operator(&self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let Token::Word(word) = self.token else {
            return None;
        };
        let (_, operator) = operators.iter().find(|(name, _)| *name == word)?;
        Some(*operator)
    }

    /// Goes to the next token; gives the place of the one before it.
    fn advance(&mut self) -> Result<usize, Mistake> {
        let before = self.at;
        (self.at, self.token) = self.lexer.next()?;
        Ok(before)
    }

    fn expect(&mut self, token: Token<'_>, name: &str) -> Result<(), Mistake> {
        if self.token != token {
            return Err(self.expected(name));
        }
        self.advance()?;
        Ok(())
    }

    fn expected(&self, what: &str) -> Mistake {
        Mistake::new(self.at, format!("expected {what}"))
    }

    fn nested(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<Expression, Mistake>,
    ) -> Result<Expression, Mistake> {
        if self.depth == MAX_DEPTH {
            return Err(Mistake::new(self.at, "this is nested too deeply"));
        }
        self.depth += 1;
        let expression = inner(self)?;
        self.depth -= 1;
        Ok(expression)
    }

    fn expression(&mut self, at: usize, node: Node) -> Result<Expression, Mistake> {
        if self.size == MAX_SIZE {
            return Err(Mistake::new(at, "the filter is too long from here on"));
        }
        self.size += 1;
        Ok(Expression { at, node })
    }
}
